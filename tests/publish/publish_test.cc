// Guards, holds, the log and the steps of publishing a generation.
#include "indexer/publish/publish.h"

#include <thread>

#include "indexer/base/files.h"
#include "indexer/publish/live_changes.h"
#include "indexer/publish/old_generations.h"
#include "indexer/publish/publish_log.h"
#include "indexer/publish/shrink_guard.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

DocumentCounts counts(std::uint64_t articles, std::uint64_t tickets,
                      std::map<std::string, std::uint64_t> sources = {}) {
  DocumentCounts one;
  one.documents = articles + tickets;
  one.by_kind = {{"article", articles}, {"ticket", tickets}};
  one.by_source = std::move(sources);
  return one;
}

std::vector<std::string> lost(const DocumentCounts& before, const DocumentCounts& after) {
  std::vector<std::string> names;
  for (const Loss& one : losses(before, after)) names.push_back(one.what);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the shrink guard allows the loss of a tenth, and no more") {
  CHECK(lost(counts(100, 100), counts(90, 100)).empty());
  CHECK(lost(counts(100, 100), counts(89, 500)) == Names{"article"});
  CHECK(lost(counts(9, 0), counts(8, 0)) == Names{"article"});
  CHECK(lost(counts(1, 1), counts(0, 1)) == Names{"article"});
  CHECK(lost(counts(0, 0), counts(0, 0)).empty());
  DocumentCounts gone = counts(100, 100);
  gone.by_kind.erase("ticket");
  CHECK(lost(counts(100, 100), gone) == Names{"ticket"});
  DocumentCounts before = counts(10, 0);
  before.by_language = {{"en", 8}, {"sl", 2}};
  DocumentCounts after = counts(10, 0);
  after.by_language = {{"en", 9}, {"sl", 1}};
  CHECK(lost(before, after) == Names{"sl"});
}

TEST_CASE("the shrink guard compares removed sources with new ones") {
  const auto with = [](std::map<std::string, std::uint64_t> sources) {
    return counts(500, 500, std::move(sources));
  };
  CHECK(lost(with({{"a", 100}, {"b", 10}}), with({{"a", 100}, {"c", 9}})).empty());
  CHECK(lost(with({{"a", 100}, {"b", 10}}), with({{"a", 100}, {"c", 8}})) == Names{"b"});
  CHECK(lost(with({{"a", 100}, {"b", 10}, {"c", 10}}), with({{"a", 110}})) == Names{"b, c"});
  CHECK(lost(with({{"a", 100}}), with({{"a", 80}, {"b", 500}})) == Names{"a"});
}

TEST_CASE("a hold is read as it was written, and a damaged one still holds") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  const auto lock = WriterLock::take(index, "test");
  REQUIRE(lock);
  CHECK_FALSE(read_hold(index));
  REQUIRE(write_hold(index, {"000004", "2026-10-01T09:30:00Z", "ana", "wrong prices"}, *lock));
  const auto hold = read_hold(index);
  REQUIRE(hold);
  CHECK(to_string(*hold) == "generation 000004 is held since 2026-10-01T09:30:00Z by ana (wrong prices)");
  REQUIRE(replace_file(index.held_file(), "\xFF"));
  REQUIRE(read_hold(index));
  CHECK(to_string(*read_hold(index)) == "the index is held");
  REQUIRE(end_hold(index, *lock));
  CHECK_FALSE(read_hold(index));
  CHECK(end_hold(index, *lock));
}

TEST_CASE("concurrent writers of the log do not mix their lines") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  std::vector<std::jthread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&index, i] {
      for (int n = 0; n < 25; ++n) {
        LogEntry entry = log_entry("test", "done");
        entry.note = std::string(2000, static_cast<char>('a' + i)) + "\n\xFF";
        if (!append_log(index, entry)) return;
      }
    });
  }
  writers.clear();
  const auto all = read_log(index, 1000);
  REQUIRE(all);
  CHECK(all->size() == 100);
  CHECK(read_log(index, 7)->size() == 7);
}

TEST_CASE("a crash during publishing leaves a staged generation that can be published") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  const auto build_it = [&] { return build_index(index.root(), {article("a", "en", "Portal", "x")}); };
  REQUIRE(build_it());
  REQUIRE(build_it());
  // The state after 000002 got its name, before CURRENT was replaced.
  REQUIRE(replace_file(index.current_file(), "000001\n"));
  REQUIRE(replace_file(index.generation("000002") / kStagedFile, ""));
  CHECK(index.staged() == Names{"000002"});
  const auto lock = WriterLock::take(index, "publish");
  REQUIRE(lock);
  const auto published = publish_generation(index, {}, *lock);
  REQUIRE(published);
  CHECK(published->generation == "000002");
  CHECK(published->before == "000001");
  CHECK(index.staged().empty());
}

TEST_CASE("an unreadable staged generation is not published") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), {article("a", "en", "Portal", "x")}));
  REQUIRE(build_index(index.root(), {article("a", "en", "Portal", "x")}));
  REQUIRE(replace_file(index.current_file(), "000001\n"));
  REQUIRE(replace_file(index.generation("000002") / kStagedFile, ""));
  fs::resize_file(index.generation("000002") / kNumbersFile, 10);
  const auto lock = WriterLock::take(index, "publish");
  REQUIRE(lock);
  CHECK_FALSE(publish_generation(index, {}, *lock));
  CHECK(*index.current() == "000001");
  CHECK(index.staged() == Names{"000002"});
}

TEST_CASE("a publish succeeds if the log cannot be written, and reports it") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  fs::create_directories(index.log_file());
  const auto report = build_index(index.root(), {article("a", "en", "Portal", "x")});
  REQUIRE(report);
  CHECK(report->publication.published);
  CHECK(report->publication.log_failure);
  CHECK(*index.current() == "000001");
}

TEST_CASE("a failed change of the live state changes nothing") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  const auto add = [](LiveState& state) {
    state.notices.push_back({"n1", "x", "", "", {}, {"public"}, now() + 100, "", ""});
    state.notices.push_back({"n2", "over", "", "", {}, {"public"}, now() - 100, "", ""});
    return ok();
  };
  REQUIRE(change_live_state(index, add));
  const std::string before = *read_file(index.live_file());
  // The change dropped the expired notice.
  CHECK(read_live_state(index)->notices.size() == 1);
  const auto refused = change_live_state(index, [](LiveState& state) -> Result<void> {
    state.notices.clear();
    return fail(ErrorCode::usage, "no");
  });
  CHECK(refused.error().message == "no");
  CHECK(*read_file(index.live_file()) == before);
}
