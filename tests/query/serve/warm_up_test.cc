// The first request finds everything ready: after the start, after a publish, and after live changes.

#include "searchd/query/serve/warm_up.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "searchd/query/engine.h"
#include "searchd/query/serve/untranslated_cache.h"
#include "tests/query/bilingual_articles.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const Access kPublic{{"public"}, true, {}};
const Access kStaff{{"public", "internal"}, true, {}};

// Questions in both languages that only translations answer in full.
const std::vector<std::pair<std::string, std::string>> kQuestions{
    {"sl", "povračilo tipkovnica "}, {"en", "refund keyboard "}, {"sl", "geslo za dopus"}};

std::vector<Document> bilingual() {
  std::vector<Document> documents =
      taught(40) + kOnlyEnglish + article("own", "sl", "Povračilo", "Povračilo za dopust je na poti.");
  Document hidden = article("only", "sl", "Povračilo tipkovnice", "Pošljite jo nazaj.");
  hidden.audience = {"internal"};
  return std::move(documents) + std::move(hidden);
}

SuggestRequest request_of(const std::pair<std::string, std::string>& question) {
  SuggestRequest request;
  request.lang = {question.first};
  request.text = question.second;
  request.limit = 50;
  request.explain = true;
  return request;
}

// Everything that an answer says about its suggestions.
std::string answers(const Suggester& engine, const std::vector<Access>& readers) {
  std::string said;
  for (const Access& reader : readers) {
    for (const auto& question : kQuestions) {
      const auto answer = engine.suggest(request_of(question), reader);
      if (!answer) return answer.error().message;
      for (const Suggestion& one : answer->suggestions) {
        said += one.id + " " + one.lang + " " + std::to_string(one.score) + " " +
                std::to_string(one.explanation->weight) + " " + one.passage.text + "\n";
      }
      said += "\n";
    }
  }
  return said;
}

// An engine that knows its readers.
class PreparedEngine {
 public:
  // `asks` is called by the engine's thread, before any other request, when another generation is served.
  explicit PreparedEngine(const fs::path& index, std::vector<Access> readers,
                          const std::function<void(const Suggester&)>& asks = {})
      : readers_(std::move(readers)) {
    EngineOptions options;
    options.readers = [this] {
      const std::lock_guard lock(mutex_);
      return readers_;
    };
    options.events.moved = [this, asks](const std::string&) {
      if (asks) asks(*engine_);
      has_moved_ = true;
    };
    options.events.live_changed = [this](const LiveState&) { is_due_ = true; };
    options.events.prepared = [this](const std::string&) { is_prepared_ = is_due_.load(); };
    auto engine = open_engine(index, std::move(options));
    REQUIRE(engine);
    engine_ = std::move(*engine);
  }

  void add_reader(Access reader) {
    {
      const std::lock_guard lock(mutex_);
      readers_.push_back(std::move(reader));
    }
    is_due_ = true;
    engine_->look_again();
  }
  // Wait until the engine has done it. If it never does, the test hangs and is stopped from outside.
  void wait_until_moved() const {
    while (!has_moved_) std::this_thread::yield();
  }
  void wait_until_prepared() const {
    while (!is_prepared_) std::this_thread::yield();
  }
  const Suggester& operator*() const { return *engine_; }
  const Suggester* operator->() const { return engine_.get(); }

 private:
  std::mutex mutex_;
  std::vector<Access> readers_;  // guarded by mutex_
  std::atomic<bool> has_moved_ = false, is_due_ = false, is_prepared_ = false;
  std::unique_ptr<Suggester> engine_;
};

}  // namespace

TEST_CASE("the first requests after the start and after a publish compute nothing that readers share") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const std::vector<Access> readers{kPublic, kStaff};
  REQUIRE(build_index(index, bilingual()));
  std::string answered;
  std::uint64_t computed = 0;
  const PreparedEngine engine(index, readers, [&](const Suggester& moved) {
    answered = answers(moved, readers);
    computed = moved.computed_on_request();
  });
  CHECK_FALSE(answers(*engine, readers).empty());
  CHECK(engine->computed_on_request() == 0);

  REQUIRE(build_index(index, bilingual() + article("new", "en", "Refund", "A refund for the holiday.")));
  engine.wait_until_moved();
  CHECK(computed == 0);
  // Preparing changes no answer.
  const auto unprepared = open_engine(index);
  REQUIRE(unprepared);
  CHECK(answered == answers(**unprepared, readers));
  CHECK((*unprepared)->computed_on_request() > 0);
}

TEST_CASE("withdrawals and new readers are prepared for in the background") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, bilingual()));
  PreparedEngine engine(index, {kPublic});
  std::vector<Access> readers{kPublic};
  SECTION("withdrawal") {
    LiveState state;
    state.withdrawn = {{"own", "sl", "", ""}, {"taught/3", "sl", "", ""}};
    REQUIRE(write_live_state(IndexFolder(index), state));
  }
  SECTION("reader") {
    engine.add_reader(kStaff);
    readers.push_back(kStaff);
  }
  engine.wait_until_prepared();
  const std::string answered = answers(*engine, readers);
  CHECK(engine->computed_on_request() == 0);
  const auto unprepared = open_engine(index);
  REQUIRE(unprepared);
  CHECK(answered == answers(**unprepared, readers));
}

TEST_CASE("what is valid today is prepared for") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Document expired = article("only", "sl", "Povračilo za tipkovnico", "Vrnite tipkovnico.");
  expired.valid_until = "2020-11-01";
  REQUIRE(build_index(index, taught(40) + kOnlyEnglish + expired));
  const PreparedEngine engine(index, {kPublic});
  CHECK_FALSE(answers(*engine, {kPublic}).empty());
  CHECK(engine->computed_on_request() == 0);
}

TEST_CASE("for readers from whom something is hidden, articles with frequent words are counted in advance") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  std::vector<Document> documents;
  for (int i = 0; i < 600; ++i) {
    documents.push_back(article(std::to_string(i), "en", "Refund", i % 3 == 0 ? "Keyboards" : "Keyboard"));
    if (i % 5 == 0) documents.back().audience = {"internal"};
  }
  REQUIRE(build_index(index, std::move(documents)));
  const PreparedEngine engine(index, {kPublic});
  const std::string answered = answers(*engine, {kPublic});
  CHECK(engine->computed_on_request() == 0);
  const auto unprepared = open_engine(index);
  REQUIRE(unprepared);
  CHECK(answered == answers(**unprepared, {kPublic}));
  CHECK((*unprepared)->computed_on_request() > 0);
}

TEST_CASE("two searches at once find their tools ready") {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), bilingual()));
  const auto snapshot = Snapshot::open(index, "000001");
  REQUIRE(snapshot);
  const auto live = LiveView::make({}, **snapshot);
  REQUIRE(live);
  REQUIRE(warm_up(**snapshot, **live, {kPublic}, **snapshot));
  const auto one = (*snapshot)->borrow(), other = (*snapshot)->borrow();
  REQUIRE((one && other));
  CHECK((*snapshot)->computed_on_request() == 0);
  for (const char* language : {"en", "sl"}) {
    CHECK((*one)->sentences.is_open(language));
    CHECK((*other)->sentences.is_open(language));
  }
}

TEST_CASE("of more readers than can be prepared for, those who asked last are") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  std::vector<Document> documents = bilingual();
  std::vector<Access> readers;
  for (int i = 0; i < 150; ++i) {
    const std::string group = "group-" + std::to_string(i);
    documents.push_back(article(group, "en", "Holiday", "For them."));
    documents.back().audience = {group};
    readers.push_back(Access{{"public", group}, true, {}});
  }
  REQUIRE(build_index(index, documents));
  std::uint64_t computed = 1;
  std::string answered;
  const PreparedEngine engine(index, readers, [&](const Suggester& moved) {
    answered = answers(moved, {readers.back()});
    computed = moved.computed_on_request();
  });
  CHECK_FALSE(answers(*engine, {readers.back()}).empty());
  CHECK(engine->computed_on_request() > 0);
  REQUIRE(build_index(index, documents + article("new", "en", "Refund", "A refund for the holiday.")));
  engine.wait_until_moved();
  CHECK(computed == 0);
  CHECK_FALSE(answered.empty());
}

TEST_CASE("the memory for what is not translated is bounded") {
  // Bytes: a bit a document, four bytes an article.
  for (const auto& [documents, articles] : {std::pair<std::size_t, std::size_t>{0, 0},
                                            {1'000, 1'000},
                                            {1'000'000, 20'000},
                                            {1'000'000, 1'000'000}}) {
    const std::size_t capacity = UntranslatedCache::capacity_for(documents, articles);
    CHECK(capacity >= 16);
    CHECK(capacity <= 256);
    CHECK(capacity * (documents / 8 + 4 * articles) <= std::size_t{70'000'000});
  }
}
