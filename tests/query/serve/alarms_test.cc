// Failures under a running engine: it keeps its last good state, raises an alarm, and recovers by itself.

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "indexer/base/files.h"
#include "indexer/base/mapping_guard.h"
#include "indexer/format/live_state.h"
#include "indexer/format/translations.h"
#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

using Codes = std::vector<std::string>;
using Ids = std::vector<std::string>;

class WatchedEngine {
 public:
  // `generation`: to serve; empty: follow what is published.
  explicit WatchedEngine(const std::string& generation = {}) {
    REQUIRE(
        build_index(index(), {article("a", "en", "Portal", "first"), article("b", "en", "Portal", "first")}));
    EngineOptions options;
    options.verify = true;
    options.generation = generation;
    options.events.failed = options.events.live_failed = [this](const Error&) { ++reported_; };
    auto opened = open_engine(index(), std::move(options));
    REQUIRE(opened);
    engine_ = std::move(*opened);
  }

  fs::path index() const { return folder_.path() / "kb"; }
  // With as many documents as before; with fewer the guard would stop it.
  void publish(const std::string& first, const std::string& second) const {
    REQUIRE(build_index(
        index(), {article(first, "en", "Portal", "new text"), article(second, "en", "Portal", "new text")}));
  }
  fs::path generation(const std::string& name) const { return index() / "generations" / name; }
  Ids ids() const {
    Access access;
    access.audiences = {"public"};
    SuggestRequest request;
    request.text = "portal";
    const auto answer = engine_->suggest(request, access);
    if (!answer) return {answer.error().message};
    Ids ids;
    for (const Suggestion& one : answer->suggestions) ids.push_back(one.id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  std::string revision() const {
    const auto census = engine_->census(Access{{"public"}, true, {}});
    return census ? census->generation : census.error().message;
  }
  Codes codes() const {
    Codes codes;
    for (const Alarm& one : engine_->alarms()) codes.push_back(one.code);
    return codes;
  }
  std::string detail(const std::string& code) const {
    for (const Alarm& one : engine_->alarms()) {
      if (one.code == code) return one.detail;
    }
    return {};
  }
  // How many failures were reported.
  int reported() const { return reported_; }
  // Waits until the engine has noticed. If it never does, the test hangs and is stopped from outside.
  static void wait_until(const std::function<bool()>& holds) {
    while (!holds()) std::this_thread::yield();
  }
  const Suggester& engine() const { return *engine_; }

 private:
  TemporaryFolder folder_;
  std::atomic<int> reported_ = 0;
  std::unique_ptr<Suggester> engine_;
};

LiveState without(const std::string& id) {
  LiveState state;
  state.withdrawn.push_back({id, "", "2026-11-22T10:00:00Z", "ana"});
  return state;
}

}  // namespace

TEST_CASE("an unreadable live.json raises an alarm until it can be read, even if it does not change") {
  WatchedEngine watched;
  CHECK(watched.codes().empty());
  const IndexFolder kb(watched.index());
  REQUIRE(write_live_state(kb, without("a")));
  WatchedEngine::wait_until([&] { return watched.ids() == Ids{"b"}; });
  // A folder in place of the file exists but cannot be read. What was in the file returns unchanged.
  const fs::path aside = watched.index() / "aside.json";
  REQUIRE(write_live_state(kb, without("b")));
  WatchedEngine::wait_until([&] { return watched.ids() == Ids{"a"}; });
  fs::rename(kb.live_file(), aside);
  fs::create_directory(kb.live_file());
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"live"}; });
  CHECK(watched.detail("live").find("live.json") != std::string::npos);
  CHECK(watched.ids() == Ids{"a"});
  // A new generation is served with what is known.
  watched.publish("a", "b");
  WatchedEngine::wait_until([&] { return watched.revision() == "000002"; });
  CHECK(watched.ids() == Ids{"a"});
  CHECK(watched.codes() == Codes{"live"});
  fs::remove(kb.live_file());
  fs::rename(aside, kb.live_file());
  WatchedEngine::wait_until([&] { return watched.codes().empty(); });
  CHECK(watched.ids() == Ids{"a"});
  CHECK(watched.reported() <=
        2);  // missing for a moment perhaps, then unreadable: not reported at each retry
}

TEST_CASE("files that could not be read because too many are open are read later") {
  WatchedEngine watched;
  const IndexFolder kb(watched.index());
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  REQUIRE(write_live_state(kb, without("b")));
  WatchedEngine::wait_until([&] { return watched.ids() == Ids{"a"}; });
  // Written while descriptors are available, moved into place when none are.
  const IndexFolder aside(watched.index() / "aside");
  fs::create_directory(aside.root());
  REQUIRE(write_live_state(aside, without("a")));
  rlimit none = before;
  none.rlim_cur = 3;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  fs::rename(aside.live_file(), kb.live_file());
  WatchedEngine::wait_until([&] { return !watched.detail("live").empty(); });
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  WatchedEngine::wait_until([&] { return watched.codes().empty(); });
  CHECK(watched.ids() == Ids{"b"});
}

TEST_CASE("an unreadable translations.json raises an alarm until it can be read") {
  WatchedEngine watched;
  const IndexFolder kb(watched.index());
  REQUIRE(replace_file(kb.translations_file(), "{"));
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"translations"}; });
  REQUIRE(write_translations(kb, {}));
  WatchedEngine::wait_until([&] { return watched.codes().empty(); });
}

TEST_CASE("a published generation that cannot be opened raises an alarm, and is opened once it can be") {
  WatchedEngine watched;
  watched.publish("c", "d");
  WatchedEngine::wait_until([&] { return watched.revision() == "000002"; });
  // It arrives in pieces, like a copy from another machine.
  fs::copy(watched.generation("000002"), watched.index() / "aside", fs::copy_options::recursive);
  REQUIRE(replace_file(watched.index() / "CURRENT", "000003\n"));
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"generation"}; });
  CHECK(watched.detail("generation").find("000003") != std::string::npos);
  CHECK(watched.ids() == Ids{"c", "d"});
  fs::rename(watched.index() / "aside", watched.generation("000003"));
  WatchedEngine::wait_until([&] { return watched.revision() == "000003" && watched.codes().empty(); });
  CHECK(watched.ids() == Ids{"c", "d"});
}

TEST_CASE("a damaged generation gives way to the one before it until another is published") {
  WatchedEngine watched;
  watched.publish("c", "d");
  WatchedEngine::wait_until([&] { return watched.revision() == "000002"; });
  // Flips a bit of a text in a copied generation: it opens and answers.
  fs::copy(watched.generation("000002"), watched.generation("000003"), fs::copy_options::recursive);
  const fs::path segment = watched.generation("000003") / "documents/000002.bin";
  flip_bit(segment, bytes_of(segment).find("new text"));
  REQUIRE(replace_file(watched.index() / "CURRENT", "000003\n"));
  WatchedEngine::wait_until(
      [&] { return watched.codes() == Codes{"checksum"} && watched.revision() == "000002"; });
  const std::string detail = watched.detail("checksum");
  CHECK(detail.find("documents/000002.bin") != std::string::npos);
  CHECK(detail.find("callside-index rollback") != std::string::npos);
  SECTION("another is published") {
    watched.publish("e", "f");
    WatchedEngine::wait_until([&] { return watched.revision() == "000004" && watched.codes().empty(); });
  }
  SECTION("somebody goes back") {
    REQUIRE(replace_file(watched.index() / "CURRENT", "000002\n"));
    WatchedEngine::wait_until([&] { return watched.codes().empty(); });
    CHECK(watched.revision() == "000002");
  }
  SECTION("it is repaired") {
    fs::remove(segment);
    fs::copy_file(watched.generation("000002") / "documents/000002.bin", segment);
    WatchedEngine::wait_until([&] { return watched.revision() == "000003" && watched.codes().empty(); });
  }
}

TEST_CASE("a damaged generation without an older one keeps serving, with an alarm") {
  WatchedEngine watched;
  WatchedEngine::wait_until([&] { return watched.revision() == "000001"; });
  const fs::path numbers = watched.generation("000001") / "numbers.bin";
  fs::remove(numbers);
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"checksum"}; });
  CHECK(watched.detail("checksum").find("numbers.bin is missing") != std::string::npos);
  CHECK(watched.ids() == Ids{"a", "b"});
}

TEST_CASE("a generation with damaged Xapian files is served only after they are repaired") {
  WatchedEngine watched;
  watched.publish("c", "d");
  WatchedEngine::wait_until([&] { return watched.revision() == "000002"; });
  fs::copy(watched.generation("000002"), watched.generation("000003"), fs::copy_options::recursive);
  const fs::path postings = watched.generation("000003") / "xapian/postlist.glass";
  flip_in_the_middle(postings);
  REQUIRE(replace_file(watched.index() / "CURRENT", "000003\n"));
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"generation"}; });
  CHECK(watched.detail("generation").find("xapian/postlist.glass") != std::string::npos);
  CHECK(watched.revision() == "000002");
  // Withdrawals do not wait for it.
  REQUIRE(write_live_state(IndexFolder(watched.index()), without("c")));
  WatchedEngine::wait_until([&] { return watched.ids() == Ids{"d"}; });
  CHECK(watched.reported() == 1);
  fs::remove(postings);
  fs::copy_file(watched.generation("000002") / "xapian/postlist.glass", postings);
  WatchedEngine::wait_until([&] { return watched.revision() == "000003" && watched.codes().empty(); });
  CHECK(watched.ids() == Ids{"d"});
}

TEST_CASE("a fixed generation is opened again once it is repaired") {
  const WatchedEngine watched("000001");
  const fs::path numbers = watched.generation("000001") / "numbers.bin";
  const std::string whole = bytes_of(numbers);
  put_bytes(numbers, whole.substr(0, whole.size() / 2));
  WatchedEngine::wait_until([&] { return watched.codes() == Codes{"checksum"}; });
  watched.publish("c", "d");
  put_bytes(numbers, whole);
  WatchedEngine::wait_until([&] { return watched.codes().empty(); });
  CHECK(watched.ids() == Ids{"a", "b"});
}

TEST_CASE("a generation whose files are cut short while mapped gives way to the one before it") {
  install_mapping_guard();
  WatchedEngine watched;
  watched.publish("c", "d");
  WatchedEngine::wait_until([&] { return watched.revision() == "000002"; });
  // In place: what is mapped loses its pages.
  for (const char* name :
       {"documents/000002.bin", "numbers.bin", "vocabulary.bin", "trie.bin", "lexicon.bin"})
    fs::resize_file(watched.generation("000002") / name, 0);
  for (int i = 0; i < 20; ++i) (void)watched.ids();
  WatchedEngine::wait_until([&] { return watched.revision() == "000001"; });
  CHECK(watched.ids() == Ids{"a", "b"});
  CHECK(watched.codes() == Codes{"checksum"});
}

TEST_CASE("a removed index keeps answering, with an alarm") {
  WatchedEngine watched;
  fs::remove_all(watched.index());
  WatchedEngine::wait_until([&] { return !watched.detail("generation").empty(); });
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> askers;
    for (int i = 0; i < 8; ++i) {
      askers.emplace_back([&] {
        for (int n = 0; n < 20; ++n) failed += watched.ids() == Ids{"a", "b"} ? 0 : 1;
      });
    }
  }
  CHECK(failed == 0);
  // A new index reuses the names of generations.
  watched.publish("c", "d");
  WatchedEngine::wait_until([&] { return watched.ids() == Ids{"c", "d"} && watched.codes().empty(); });
}
