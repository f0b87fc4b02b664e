// Live changes by editors, as readers of one generation see them.

#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

constexpr Moment kNoon = 1'790'000'000;

Notice notice(std::string text, Moment until) {
  Notice one;
  one.id = text;
  one.text = std::move(text);
  one.audience = {"internal", "tier-2"};
  one.until = until;
  return one;
}

// An index with a live state, and an engine on it.
class LiveIndex {
 public:
  explicit LiveIndex(const LiveState& state) {
    Document brand = article("b", "en", "Portal", "portal");
    brand.brand = {"north"};
    Document slip = article("slip", "en", "Portal kittiwake", "kittiwake larkspur");
    REQUIRE(build_index(
        path(), {article("a", "en", "Portal larkspur", "portal"), article("a", "sl", "Portal", "portal"),
                 article("a:b", "en", "Portal", "portal"), brand, slip}));
    REQUIRE(write_live_state(IndexFolder(path()), state));
    auto engine = open_engine(path());
    REQUIRE(engine);
    engine_ = std::move(*engine);
    access.audiences = {"public"};
    request.limit = 50;
    request.now = kNoon;
  }
  SuggestAnswer ask(std::string text) {
    request.text = std::move(text);
    auto answer = engine_->suggest(request, access);
    REQUIRE(answer);
    return std::move(*answer);
  }
  std::vector<std::string> notices() {
    std::vector<std::string> texts;
    for (const ShownNotice& one : ask("portal").notices) texts.push_back(one.text);
    return texts;
  }
  const Suggester& engine() const { return *engine_; }

  SuggestRequest request;
  Access access;

 private:
  fs::path path() const { return folder_.path() / "kb"; }
  TemporaryFolder folder_;
  std::unique_ptr<Suggester> engine_;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a notice ends by the clock") {
  LiveState state;
  state.notices = {notice("early", kNoon - 1), notice("now", kNoon), notice("late", kNoon + 1)};
  LiveIndex index(state);
  index.access.audiences = {"public", "internal"};
  CHECK(index.notices() == Texts{"late"});
  index.request.now = kNoon + 1;
  CHECK(index.notices().empty());
  index.request.now = kNoon - 2;
  CHECK(index.notices() == Texts{"late", "now", "early"});
}

TEST_CASE("a notice is shown to readers with one of its audiences") {
  LiveState state;
  state.notices = {notice("staff", kNoon + 1)};
  LiveIndex index(state);
  CHECK(index.notices().empty());
  index.access.audiences = {"tier-2"};
  CHECK(index.notices() == Texts{"staff"});
}

TEST_CASE("withdrawing an id does not withdraw longer ids") {
  LiveState state;
  state.withdrawn = {{"a", "", "", ""}, {"unknown", "", "", ""}};
  LiveIndex index(state);
  std::set<std::string> ids;
  for (const Suggestion& one : index.ask("portal").suggestions) ids.insert(one.id);
  CHECK(ids == std::set<std::string>{"a:b", "b", "slip"});
  CHECK(index.engine().article("a:b", {}, index.access));
  CHECK(index.engine().article("a", {}, index.access).error().code == ErrorCode::not_found);
  // A word that another document contains, too, remains known.
  CHECK(index.ask("larkspu").suggestions.size() == 1);
}

TEST_CASE("language tags of withdrawals are case-insensitive") {
  LiveState state;
  state.withdrawn = {{"a", "SL", "", ""}};
  LiveIndex index(state);
  index.request.lang = {"sl"};
  for (const Suggestion& one : index.ask("portal").suggestions) CHECK(one.lang == "en");
}

TEST_CASE("a withdrawn document's words are neither explained nor used as corrections") {
  LiveState state;
  state.withdrawn = {{"slip", "", "", ""}};
  LiveIndex index(state);
  index.request.explain = true;
  for (const char* text : {"kittiwake", "kittiw", "kittiwaek", "portal kittiwaek", "kittiwake portal"}) {
    const SuggestAnswer answer = index.ask(text);
    INFO(text);
    CHECK(answer.corrected.empty());
    for (const Suggestion& one : answer.suggestions) {
      CHECK(one.id != "slip");
      for (const ExplainedWord& word : one.explanation->missing) {
        if (word.typed != "portal") CHECK(word.weight == 0);
      }
    }
  }
}
