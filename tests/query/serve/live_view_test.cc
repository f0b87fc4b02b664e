// What editors say at once, as one generation's readers get it.

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

// An index with a state that an engine is then opened on.
class LiveRoom {
 public:
  explicit LiveRoom(const LiveState& state) {
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

TEST_CASE("a notice is over by the clock alone") {
  LiveState state;
  state.notices = {notice("early", kNoon - 1), notice("now", kNoon), notice("late", kNoon + 1)};
  LiveRoom room(state);
  room.access.audiences = {"public", "internal"};
  CHECK(room.notices() == Texts{"late"});
  room.request.now = kNoon + 1;
  CHECK(room.notices().empty());
  room.request.now = kNoon - 2;
  CHECK(room.notices() == Texts{"late", "now", "early"});
}

TEST_CASE("a notice is for who has one of its audiences") {
  LiveState state;
  state.notices = {notice("staff", kNoon + 1)};
  LiveRoom room(state);
  CHECK(room.notices().empty());
  room.access.audiences = {"tier-2"};
  CHECK(room.notices() == Texts{"staff"});
}

TEST_CASE("a withdrawn id is that document and no other whose name begins with it") {
  LiveState state;
  state.withdrawn = {{"a", "", "", ""}, {"unknown", "", "", ""}};
  LiveRoom room(state);
  std::set<std::string> ids;
  for (const Suggestion& one : room.ask("portal").suggestions) ids.insert(one.id);
  CHECK(ids == std::set<std::string>{"a:b", "b", "slip"});
  CHECK(room.engine().article("a:b", {}, room.access));
  CHECK(room.engine().article("a", {}, room.access).error().code == ErrorCode::not_found);
  // A word that it shares with another is a word still.
  CHECK(room.ask("larkspu").suggestions.size() == 1);
}

TEST_CASE("language tags of withdrawals are compared without case") {
  LiveState state;
  state.withdrawn = {{"a", "SL", "", ""}};
  LiveRoom room(state);
  room.request.lang = {"sl"};
  for (const Suggestion& one : room.ask("portal").suggestions) CHECK(one.lang == "en");
}

TEST_CASE("what is withdrawn explains nothing and is corrected to by nothing") {
  LiveState state;
  state.withdrawn = {{"slip", "", "", ""}};
  LiveRoom room(state);
  room.request.explain = true;
  for (const char* text : {"kittiwake", "kittiw", "kittiwaek", "portal kittiwaek", "kittiwake portal"}) {
    const SuggestAnswer answer = room.ask(text);
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
