// `diff`: what publishing would change.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

class DiffedKb {
 public:
  std::string index() const { return folder_.path() / "kb"; }
  std::string file(const std::string& name) const { return folder_.path() / name; }
  // Builds an index of these records.
  void make(const std::vector<Json>& records, const std::vector<std::string>& more = {}) const {
    write_text(file("kb.jsonl"), lines(records));
    std::vector<std::string> command{"build",          "--index",          index(),
                                     file("kb.jsonl"), "--allow-removals", "--quiet"};
    command.insert(command.end(), more.begin(), more.end());
    const Finished built = callside_index(command);
    if (built.status != 0) throw std::runtime_error("the build failed: " + built.err);
  }
  Finished diff(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> command{"diff", "--index", index()};
    command.insert(command.end(), more.begin(), more.end());
    return callside_index(command);
  }
  Json json(std::vector<std::string> more = {}) const {
    more.emplace_back("--json");
    const Finished result = diff(more);
    if (result.status != 0) throw std::runtime_error("diff failed: " + result.err);
    return Json::parse(result.out);
  }

 private:
  TemporaryFolder folder_;
};

const std::vector<Json> kBefore{article("card", "Lost card", "A new card costs $12."),
                                article("fee", "Fees", "There is a fee."),
                                article("old", "Old portal", "The portal that was.")};
const std::vector<Json> kAfter{
    article("card", "Lost card", "A new card costs $14."), article("fee", "Fees", "There is a fee."),
    article("new", "New portal lost", "The portal that is: lost card, lost card.")};

}  // namespace

TEST_CASE("the staged generation is compared with the published one") {
  const DiffedKb kb;
  kb.make(kBefore);
  kb.make(kAfter, {"--stage"});
  const Finished result = kb.diff();
  CHECK(result.status == 0);
  for (const char* line :
       {"from 000001 (published) to 000002 (staged)\n", "~ article card [en]  Lost card  (text)\n",
        "+ article new [en]  New portal lost\n", "- article old [en]  Old portal\n",
        "documents: 1 added, 1 changed, 1 removed\n", "  article: 1 added"}) {
    INFO(line << " in " << result.out);
    CHECK(holds(result.out, line));
  }
  CHECK_FALSE(holds(result.out, "fee"));
  const Json json = kb.json();
  CHECK(json["from"] == "000001");
  CHECK(json["to"] == "000002");
  CHECK(json["documents"] == Json{{"added", 1}, {"changed", 1}, {"removed", 1}});
  REQUIRE(json["changes"].size() == 3);
  CHECK(json["changes"][0] == Json{{"change", "changed"},
                                   {"kind", "article"},
                                   {"id", "card"},
                                   {"lang", "en"},
                                   {"title", "Lost card"},
                                   {"fields", {"text"}}});
  CHECK(json["queries"].is_null());
  CHECK(kb.diff({"--quiet"}).out.empty());
}

TEST_CASE("if none is staged, the published generation is compared with its predecessor") {
  const DiffedKb kb;
  kb.make(kBefore);
  const Finished alone = kb.diff();
  CHECK(alone.status == 1);
  CHECK(holds(alone.err, "no other to compare it with"));
  kb.make(kAfter);
  CHECK(kb.json()["to"] == "000002");
  // Named generations are compared in either direction.
  CHECK(kb.json({"000002", "000001"})["changes"][1]["change"] == "removed");
  CHECK(kb.json({"000001"})["to"] == "000002");
  CHECK(kb.json({"000001", "000001"})["changes"].empty());
  const Finished unknown = kb.diff({"000009"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "kept generations: 000001, 000002"));
}

TEST_CASE("queries whose first three answers change are listed with both answers") {
  const DiffedKb kb;
  kb.make(kBefore);
  kb.make(kAfter, {"--stage"});
  write_text(kb.file("queries.txt"), "lost card\nfee\n");
  const Json queries = kb.json({"--queries", kb.file("queries.txt")})["queries"];
  CHECK(queries["asked"] == 2);
  REQUIRE(queries["changed"].size() == 1);
  const Json change = queries["changed"][0];
  CHECK(change["query"] == "lost card");
  REQUIRE(change["before"].size() == 1);
  CHECK(change["before"][0]["id"] == "card");
  CHECK(change["after"].size() == 2);
  write_text(kb.file("judged.tsv"), "lost card\ten\tcard\t3\nfee\ten\tfee\t3\n");
  const Finished result = kb.diff({"--queries", kb.file("judged.tsv")});
  CHECK(result.status == 0);
  CHECK(holds(result.out, "the first three answers change for 1 of 2 queries"));
  CHECK(holds(result.out, "lost card  [en]"));
  CHECK(holds(result.out, "new [en]  New portal lost"));
  CHECK(kb.diff({"--queries", kb.file("absent")}).status == 1);
}

TEST_CASE("a long list is cut in the text report and complete in JSON") {
  const DiffedKb kb;
  kb.make(kBefore);
  std::vector<Json> many;
  for (int i = 0; i < 200; ++i) many.push_back(article("a" + std::to_string(i), "Title", "Text."));
  kb.make(many, {"--stage"});
  CHECK(holds(kb.diff().out, "and 153 more; --all shows them"));
  CHECK(holds(kb.diff({"--all"}).out, "article a199 "));
  CHECK(kb.json()["changes"].size() == 203);
}
