#include <atomic>
#include <future>
#include <thread>

#include "indexer/base/files.h"
#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

Access public_access() {
  Access access;
  access.audiences = {"public"};
  return access;
}

}  // namespace

TEST_CASE("the engine follows the published generation without failing a request") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, {article("a", "en", "Portal", "first")}));
  std::promise<std::string> moved;
  std::atomic<bool> reported{false};
  EngineEvents events;
  events.moved = [&](const std::string& generation) {
    if (!reported.exchange(true)) moved.set_value(generation);
  };
  const auto engine = open_engine(index, {{}, events});
  REQUIRE(engine);

  std::atomic<bool> stop{false};
  std::atomic<int> failures{0};
  std::atomic<int> answers{0};
  std::vector<std::jthread> askers;
  for (int i = 0; i < 3; ++i) {
    askers.emplace_back([&] {
      SuggestRequest request;
      request.text = "portal";
      while (!stop) {
        const auto answer = (*engine)->suggest(request, public_access());
        // Whatever the generation, the answer is complete.
        if (!answer || answer->suggestions.size() != (answer->generation == "000001" ? 1U : 2U)) ++failures;
        ++answers;
      }
    });
  }
  REQUIRE(build_index(index, {article("a", "en", "Portal", "second"), article("b", "en", "Portal", "more")}));
  CHECK(moved.get_future().get() == "000002");
  const int before = answers;
  while (answers < before + 50) std::this_thread::yield();
  stop = true;
  askers.clear();
  CHECK(failures == 0);
  CHECK((*engine)->census(public_access())->documents == 2);
}

TEST_CASE("a published generation that cannot be opened is reported, and the last one keeps answering") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, {article("a", "en", "Portal", "x")}));
  std::promise<Error> failed;
  EngineEvents events;
  events.failed = [&](const Error& error) { failed.set_value(error); };
  const auto engine = open_engine(index, {{}, events});
  REQUIRE(engine);
  REQUIRE(replace_file(index / "CURRENT", "000007\n"));
  CHECK(failed.get_future().get().message.find("000007") != std::string::npos);
  SuggestRequest request;
  request.text = "portal";
  CHECK((*engine)->suggest(request, public_access())->suggestions.size() == 1);
}

TEST_CASE("a folder without an index is an error with the command that creates one") {
  TemporaryFolder folder;
  const auto none = open_engine(folder.path() / "kb");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::not_found);
  CHECK(none.error().hint.find("callside-index build") != std::string::npos);
  fs::create_directories(folder.path() / "kb" / "generations");
  REQUIRE(replace_file(folder.path() / "kb" / "CURRENT", "../../etc\n"));
  CHECK(open_engine(folder.path() / "kb").error().message.find("damaged") != std::string::npos);
}
