// Drafts are left out of the index, but not rejected.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

// Thirty articles, so that losing one does not trigger the removals guard.
class DraftsKb {
 public:
  DraftsKb() {
    for (int i = 0; i < 30; ++i) put("note" + std::to_string(i), "");
  }

  fs::path source() const { return folder_.path() / "kb"; }
  fs::path index() const { return folder_.path() / "index"; }
  void put(const std::string& name, const std::string& keys) const {
    write_text(
        source() / "articles/en" / (name + ".md"),
        "---\ntitle: About " + name + "\naudience: public\n" + keys + "---\nThe text of " + name + ".\n");
  }
  Finished run(const std::string& command, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{command, "--index", index().string()};
    if (command == "build" || command == "check") arguments.push_back(source().string());
    if (command == "check") arguments.erase(arguments.begin() + 1, arguments.begin() + 3);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return callside_index(arguments);
  }
  Json report(const std::string& command) const { return Json::parse(run(command, {"--json"}).out); }
  bool has(const std::string& id) const { return run("inspect", {id}).status == 0; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a draft is left out and counted, but is not an error") {
  const DraftsKb kb;
  kb.put("plan", "draft: true\n");
  kb.put("old", "status: archived\n");
  const Finished built = kb.run("build", {"--strict"});
  INFO(built.out + built.err);
  CHECK(built.status == 0);
  CHECK(built.err.empty());
  CHECK(holds(built.out, "left out    1 archived or hidden record, 1 draft"));
  CHECK_FALSE(holds(built.out, "rejected"));
  CHECK_FALSE(kb.has("plan"));

  const Json status = status_of(kb.index());
  CHECK(status["documents"] == 30);
  CHECK(status["rejected"] == 0);
  CHECK(status["drafts"] == 1);
  CHECK(status["hidden"] == 1);
  CHECK(holds(kb.run("status").out, "drafts      1 left out"));

  const Finished checked = kb.run("check");
  INFO(checked.out);
  CHECK(checked.status == 0);
  CHECK(holds(checked.out, "0 errors"));
  CHECK(holds(checked.out, "left out: 1 archived or hidden record, 1 draft"));
  CHECK(kb.report("check")["left_out"]["drafts"] == 1);
}

TEST_CASE("an article that becomes a draft disappears, and returns when it is published") {
  const DraftsKb kb;
  kb.put("plan", "");
  build(kb.index(), kb.source());
  REQUIRE(kb.has("plan"));

  kb.put("plan", "status: draft\n");
  const Json removed = kb.report("update");
  CHECK(removed["removed"].size() == 1);
  CHECK(removed["rejected"] == 0);
  CHECK(removed["stale"] == 0);
  CHECK(removed["left_out"]["drafts"] == 1);
  CHECK_FALSE(kb.has("plan"));
  CHECK(status_of(kb.index())["drafts"] == 1);

  const Json again = kb.report("update");
  CHECK(again["state"] == "unchanged");
  CHECK(again["left_out"]["drafts"] == 1);
  const Finished updated = kb.run("update");
  CHECK(updated.status == 0);

  kb.put("plan", "status: published\n");
  const Json back = kb.report("update");
  CHECK(back["added"].size() == 1);
  CHECK_FALSE(back["left_out"].contains("drafts"));
  CHECK(kb.has("plan"));
}

TEST_CASE("a stale version disappears when its file becomes a draft") {
  const DraftsKb kb;
  kb.put("plan", "");
  build(kb.index(), kb.source());
  kb.put("plan", "updated: soon\n");
  CHECK(kb.run("update").status == 3);
  REQUIRE(kb.has("plan"));
  kb.put("plan", "draft: true\nupdated: soon\n");
  const Finished updated = kb.run("update");
  INFO(updated.out + updated.err);
  CHECK(updated.status == 0);
  CHECK_FALSE(kb.has("plan"));
}
