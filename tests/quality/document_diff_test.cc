#include "indexer/quality/document_diff.h"

#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Returns a document with a value in every field that is compared.
Document full() {
  Document document = article("a", "en", "Portal", "# Steps\n1. Reset it.");
  document.url = "https://kb.example/a";
  document.keywords = {"login"};
  document.product = {"portal"};
  document.brand = {"north"};
  document.updated = "2026-10-01";
  document.valid_from = "2026-01-01";
  document.valid_until = "2027-01-01";
  document.review_by = "2026-12-01";
  document.source_lang = "sl";
  document.escalate_to = "Desk";
  document.before_escalating = {"number"};
  document.do_not_say = "no";
  document.owner = "team";
  return document;
}

struct ComparedDocuments {
  DiffSummary summary;
  std::vector<DocumentChange> changes;
};

ComparedDocuments compare(std::vector<Document> before, std::vector<Document> after) {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  for (auto* documents : {&before, &after}) {
    DocumentList stream(std::move(*documents));
    BuildRequest request;
    request.index = index.root();
    request.plan.sources = {"list"};
    request.publish.allow_removals = true;
    BuildProgress progress;
    REQUIRE(build(stream, request, progress));
  }
  const auto from = Generation::open(index, "000001");
  const auto to = Generation::open(index, "000002");
  REQUIRE(from);
  REQUIRE(to);
  ComparedDocuments result;
  const auto summary =
      compare_documents(*from, *to, [&](const DocumentChange& change) { result.changes.push_back(change); });
  REQUIRE(summary);
  result.summary = *summary;
  return result;
}

}  // namespace

TEST_CASE("exactly the fields that changed are named") {
  const std::vector<std::pair<std::string, std::function<void(Document&)>>> edits{
      {"title", [](Document& d) { d.title = "Portals"; }},
      {"text", [](Document& d) { d.body = content_of("# Steps\n1. Reset it now."); }},
      {"text", [](Document& d) { d.body.blocks[1].type = BlockType::paragraph; }},
      {"markup", [](Document& d) { d.body.html += "<hr>"; }},
      {"audience", [](Document& d) { d.audience = {"internal"}; }},
      {"brand", [](Document& d) { d.brand = {}; }},
      {"product",
       [](Document& d) {
         d.product = {"portal", "app"};
       }},
      {"confidence", [](Document& d) { d.confidence = Confidence::validated; }},
      {"valid_from", [](Document& d) { d.valid_from = ""; }},
      {"valid_until", [](Document& d) { d.valid_until = "2028-01-01"; }},
      {"keywords", [](Document& d) { d.keywords = {"password"}; }},
      {"url", [](Document& d) { d.url = ""; }},
      {"updated", [](Document& d) { d.updated = "2026-10-02"; }},
      {"review_by", [](Document& d) { d.review_by = ""; }},
      {"source_lang", [](Document& d) { d.source_lang = "de"; }},
      {"verify_caller", [](Document& d) { d.verify_caller = true; }},
      {"owner", [](Document& d) { d.owner = "other"; }},
      {"escalate_to", [](Document& d) { d.escalate_to = "Tier 2"; }},
      {"before_escalating", [](Document& d) { d.before_escalating = {}; }},
      {"do_not_say", [](Document& d) { d.do_not_say = ""; }}};
  for (const auto& [field, edit] : edits) {
    INFO(field);
    Document changed = full();
    edit(changed);
    // The other document changes the numbers of the word forms.
    const ComparedDocuments result =
        compare({full()}, {article("z", "en", "Aardvark", "aardvarks"), changed});
    REQUIRE(result.changes.size() == 2);
    CHECK(result.changes[0].what == DocumentChange::What::changed);
    CHECK(result.changes[0].id == "a");
    CHECK(result.changes[0].fields == std::vector<std::string>{field});
    CHECK(result.changes[1].what == DocumentChange::What::added);
  }
}

TEST_CASE("documents are matched and sorted by kind, id and language") {
  const std::vector<Document> before{article("a", "en", "A", "x"), article("a", "sl", "A", "x"),
                                     article("a/b", "en", "A", "x"), ticket("a", "en", "A", "x", "y")};
  const std::vector<Document> after{ticket("t", "en", "T", "x", "y"), article("a", "de", "A", "x"),
                                    article("a/b", "en", "A", "x"), article("a", "en", "A", "other")};
  const ComparedDocuments result = compare(before, after);
  std::vector<std::string> lines;
  for (const DocumentChange& one : result.changes)
    lines.push_back(std::string(name_of(one.kind)) + " " + one.id + " " + one.lang + " " +
                    std::to_string(static_cast<int>(one.what)));
  CHECK(lines == std::vector<std::string>{"article a de 0", "article a en 1", "article a sl 2",
                                          "ticket a en 2", "ticket t en 0"});
  CHECK(result.summary.all.added == 2);
  CHECK(result.summary.all.changed == 1);
  CHECK(result.summary.all.removed == 2);
  CHECK(result.summary.by_kind.at("ticket").removed == 1);
  CHECK(result.summary.by_language.at("sl").removed == 1);
  CHECK_FALSE(result.summary.by_language.contains("fr"));
}

TEST_CASE("the same documents in another order are not a change") {
  const ComparedDocuments result =
      compare({full(), ticket("T", "sl", "t", "q", "r")}, {ticket("T", "sl", "t", "q", "r"), full()});
  CHECK(result.changes.empty());
  CHECK(result.summary.by_kind.empty());
}
