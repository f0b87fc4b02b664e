#include "indexer/quality/document_diff.h"

#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

// A document with something in every field that a change can be in.
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

struct Told {
  DiffSummary summary;
  std::vector<DocumentChange> changes;
};

Told compare(std::vector<Document> before, std::vector<Document> after) {
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
  Told told;
  const auto summary =
      compare_documents(*from, *to, [&](const DocumentChange& change) { told.changes.push_back(change); });
  REQUIRE(summary);
  told.summary = *summary;
  return told;
}

}  // namespace

TEST_CASE("each field that changes is named and no other") {
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
    // The other document makes the forms' numbers differ.
    const Told told = compare({full()}, {article("z", "en", "Aardvark", "aardvarks"), changed});
    REQUIRE(told.changes.size() == 2);
    CHECK(told.changes[0].what == DocumentChange::What::changed);
    CHECK(told.changes[0].id == "a");
    CHECK(told.changes[0].fields == std::vector<std::string>{field});
    CHECK(told.changes[1].what == DocumentChange::What::added);
  }
}

TEST_CASE("documents are told apart by kind, id and language, in that order") {
  const std::vector<Document> before{article("a", "en", "A", "x"), article("a", "sl", "A", "x"),
                                     article("a/b", "en", "A", "x"), ticket("a", "en", "A", "x", "y")};
  const std::vector<Document> after{ticket("t", "en", "T", "x", "y"), article("a", "de", "A", "x"),
                                    article("a/b", "en", "A", "x"), article("a", "en", "A", "other")};
  const Told told = compare(before, after);
  std::vector<std::string> lines;
  for (const DocumentChange& one : told.changes)
    lines.push_back(std::string(name_of(one.kind)) + " " + one.id + " " + one.lang + " " +
                    std::to_string(static_cast<int>(one.what)));
  CHECK(lines == std::vector<std::string>{"article a de 0", "article a en 1", "article a sl 2",
                                          "ticket a en 2", "ticket t en 0"});
  CHECK(told.summary.all.added == 2);
  CHECK(told.summary.all.changed == 1);
  CHECK(told.summary.all.removed == 2);
  CHECK(told.summary.by_kind.at("ticket").removed == 1);
  CHECK(told.summary.by_language.at("sl").removed == 1);
  CHECK_FALSE(told.summary.by_language.contains("fr"));
}

TEST_CASE("the same documents in another order are no change") {
  const Told told =
      compare({full(), ticket("T", "sl", "t", "q", "r")}, {ticket("T", "sl", "t", "q", "r"), full()});
  CHECK(told.changes.empty());
  CHECK(told.summary.by_kind.empty());
}
