
#include "tests/cli/markdown_page.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

#include "tests/support/catch2.h"
#include "tests/support/text.h"

using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

// A folder of articles and its index.
class UpdatedKb {
 public:
  UpdatedKb() {
    for (int i = 0; i < 30; ++i)
      put("note" + std::to_string(i), page("Note " + std::to_string(i), "A page that stays."));
    put("refund", page("Refund a charge", "The money comes back in five days."));
    build(index(), source());
  }

  fs::path source() const { return folder_.path() / "kb"; }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path file(const std::string& name) const { return source() / "articles/en" / (name + ".md"); }
  void put(const std::string& name, const std::string& text) const { write_text(file(name), text); }
  void remove(const std::string& name) const { fs::remove(file(name)); }

  Finished update(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"update", "--index", index().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return callside_index(arguments);
  }
  Json report(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = more;
    arguments.emplace_back("--json");
    return Json::parse(update(arguments).out);
  }
  bool has(const std::string& id) const {
    return callside_index({"inspect", "--index", index().string(), id}).status == 0;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("update without changes reports that and publishes nothing") {
  const UpdatedKb kb;
  const Finished result = kb.update();
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(holds(result.out, "nothing changed: generation 000001 stays, 31 documents"));
  CHECK(status_of(kb.index())["generation"] == "000001");
  // A touched but unchanged file.
  kb.put("refund", page("Refund a charge", "The money comes back in five days."));
  CHECK(kb.report()["unchanged"] == true);
}

TEST_CASE("update follows added, changed and removed files") {
  const UpdatedKb kb;
  kb.put("refund", page("Refund a charge", "The money comes back in three days."));
  kb.put("fees", page("Fees", "What it costs."));
  kb.remove("note3");
  const Finished result = kb.update();
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(holds(result.out, "generation 000002 published: 1 added, 1 changed, 1 removed, 31 documents in all"));
  CHECK(holds(result.out, "  + article fees (en)\n  ~ article refund (en)\n  - article note3 (en)\n"));
  CHECK(kb.has("fees"));
  CHECK_FALSE(kb.has("note3"));
  const Finished refund = callside_index({"inspect", "--index", kb.index().string(), "refund"});
  CHECK(holds(refund.out, "three days"));
  // The older generation is unchanged.
  REQUIRE(callside_index({"rollback", "--index", kb.index().string()}).status == 0);
  CHECK(kb.has("note3"));
  CHECK_FALSE(kb.has("fees"));
}

TEST_CASE("a broken file is reported, and the rest is updated") {
  const UpdatedKb kb;
  kb.put("fees", "---\ntitle: [\n---\nWhat it costs.\n");
  kb.put("hours", page("Opening hours", "From nine to five."));
  const Finished result = kb.update();
  CHECK(result.status == 3);
  CHECK(holds(result.err, "fees.md:"));
  CHECK(kb.has("hours"));
  CHECK_FALSE(kb.has("fees"));
  // It is counted while it is broken, and no longer once it is corrected.
  CHECK(kb.report()["rejected"] == 1);
  kb.put("fees", page("Fees", "What it costs."));
  CHECK(kb.report()["rejected"] == 0);
  CHECK(kb.has("fees"));
}

TEST_CASE("update notices a change of the configuration") {
  const UpdatedKb kb;
  kb.put("plans", page("Plans", "For partners alone.", "partners"));
  CHECK(kb.update().status == 3);
  CHECK_FALSE(kb.has("plans"));
  write_text(kb.source() / "callside.yaml", "groups: [partners]\n");
  CHECK(kb.update().status == 0);
  CHECK(kb.has("plans"));
}

TEST_CASE("update refuses other sources than those of the index") {
  const UpdatedKb kb;
  const TemporaryFolder other;
  write_text(other.path() / "x.md", page("Other", "Something else."));
  const Finished refused = kb.update({other.path().string()});
  CHECK(refused.status == 2);
  CHECK(holds(refused.err, "built from other sources: " + kb.source().string()));
  CHECK(holds(refused.err, "--replace"));
  CHECK(kb.update({kb.source().string()}).status == 0);
  // The guard stops it, since it would remove the documents of the index.
  CHECK(kb.update({"--replace", other.path().string()}).status == 4);
  CHECK(kb.has("refund"));
  CHECK(kb.update({"--replace", "--allow-removals", other.path().string()}).status == 0);
  CHECK_FALSE(kb.has("refund"));
  CHECK(kb.has("x"));
}

TEST_CASE("an update that loses a source publishes nothing") {
  const UpdatedKb kb;
  fs::rename(kb.source(), kb.source().string() + ".away");
  const Finished missing = kb.update();
  CHECK(missing.status == 1);
  CHECK(holds(missing.err, kb.source().string()));
  CHECK(kb.has("refund"));
  fs::create_directories(kb.source());
  CHECK(kb.update().status == 1);
  CHECK(kb.has("refund"));
}

TEST_CASE("update refuses a folder that is not an index") {
  const TemporaryFolder folder;
  const Finished result = callside_index({"update", "--index", (folder.path() / "none").string()});
  CHECK(result.status == 1);
  CHECK(holds(result.err, "none"));
  CHECK_FALSE(fs::exists(folder.path() / "none"));
}

TEST_CASE("update recommends --relearn after many changes, and --relearn works") {
  const UpdatedKb kb;
  for (int i = 0; i < 3; ++i) kb.put("new" + std::to_string(i), page("New " + std::to_string(i), "Fresh."));
  CHECK(holds(kb.update().out, "--relearn"));
  const Finished learned = kb.update({"--relearn"});
  INFO(learned.err);
  CHECK(learned.status == 0);
  kb.put("new0", page("New 0", "Other."));
  CHECK_FALSE(holds(kb.update({"--allow-removals"}).out, "--relearn"));
}
