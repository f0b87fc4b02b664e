
#include "indexer/publish/publish.h"
#include "tests/support/catch2.h"
#include "tests/support/forgetting_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Number of steps that were done, and the command that follows.
std::vector<std::pair<int, std::string>> interruptions() {
  std::vector<std::pair<int, std::string>> all;
  for (int steps = 0; steps <= 8; ++steps) {
    all.emplace_back(steps, "update");
    all.emplace_back(steps, "forget");
  }
  return all;
}

}  // namespace

TEST_CASE("the next update or forget completes a forgetting that was cut short at any step") {
  TemporaryFolder folder;
  const fs::path before = folder.path() / "before";
  Sources sources = little();
  build_all(before, sources);
  sources.put(article("a", "en", "Refund two", "Money comes back."));
  update_index(before, sources);
  {
    auto stream = sources.stream();
    BuildRequest staged = request_for(before);
    staged.publish.stage = true;
    BuildProgress progress;
    REQUIRE(build(stream, staged, progress));
  }
  const fs::path after = folder.path() / "after";
  fs::copy(before, after, fs::copy_options::recursive);
  forget(after, {"T-9"});
  REQUIRE(IndexFolder(after).list() == std::vector<std::string>{"000004", "000005", "000006"});

  // The state on disk after each step (forgetting.h).
  for (const auto& [steps, next] : interruptions()) {
    INFO("after " << steps << " steps, then " << next);
    const fs::path index = folder.path() / (next + std::to_string(steps));
    const IndexFolder kb(index);
    fs::copy(before, index, fs::copy_options::recursive);
    fs::copy(after / "forgotten.jsonl", index / "forgetting.jsonl");
    const auto name_copy = [&](const std::string& name) {
      fs::copy(after / "generations" / name, index / "generations" / name, fs::copy_options::recursive);
    };
    if (steps == 1)
      fs::copy(after / "generations/000004", index / "building.000004", fs::copy_options::recursive);
    if (steps >= 2) name_copy("000004");
    if (steps >= 3) name_copy("000005");
    if (steps >= 4) name_copy("000006");
    if (steps >= 5) REQUIRE(replace_file(kb.current_file(), "000005\n"));
    if (steps >= 6) fs::remove(kb.generation("000001") / kManifestFile);
    if (steps >= 7) fs::remove(kb.generation("000002") / kManifestFile);
    if (steps >= 8) {
      fs::remove(kb.generation("000003") / kManifestFile);
      fs::rename(kb.forgetting_file(), kb.forgotten_file());
    }
    {
      // The index can be served meanwhile.
      const auto engine = open_engine(index);
      REQUIRE(engine);
      CHECK(answer_text(**engine, "paper", false).find(" b ") != std::string::npos);
    }
    {
      const auto lock = WriterLock::take(kb, "test");
      if (steps < 8) CHECK(roll_back(kb, "", "", *lock).error().code == ErrorCode::stopped);
    }
    if (next == "update") {
      Sources changed = sources;
      changed.put(article("a", "en", "Refund three", "Money comes back."));
      update_index(index, changed);
    } else {
      forget(index, {"T-9"});
    }
    CHECK_FALSE(fs::exists(kb.forgetting_file()));
    CHECK_FALSE(fs::exists(index / "building.000004"));
    for (const char* word : {"florimund", "grubblewick", "zanzibarquux", "T-9"})
      CHECK(files_with(index, word).empty());
    CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
    std::vector<std::string> names{"000004", "000005", "000006"};
    if (next == "update") names = {"000005", "000006", "000007"};
    CHECK(kb.list() == names);
    CHECK(*kb.current() == (next == "update" ? "000007" : "000005"));
    CHECK(kb.staged() == std::vector<std::string>{"000006"});
    CHECK(names_in(index / "generations").size() == 3);
  }
}
