// The state that an idle page polls: may its documents still be shown?

#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

constexpr Moment kStateNoon = 1'790'000'000;  // 2026-09-21T14:13:20Z
constexpr Moment kStateDay = 86'400;

// An index with public and internal documents, some of them withdrawn.
class StateIndex {
 public:
  explicit StateIndex(const LiveState& state) {
    Document secret = article("secret", "en", "Secret", "secret");
    secret.audience = {"internal"};
    Document north = article("north", "en", "North", "north");
    north.brand = {"north"};
    Document lost = ticket("T-1", "en", "Lost", "lost", "found");
    lost.audience = {"internal"};
    Document until = article("until", "en", "Until", "until");
    until.valid_until = "2026-09-22";
    Document from = article("from", "en", "From", "from");
    from.valid_from = "2026-09-24";
    REQUIRE(build_index(path(), {article("a", "en", "A", "a"), article("a", "sl", "A", "a"),
                                 article("a:b", "en", "AB", "ab"), secret, north, lost, until, from}));
    REQUIRE(write_live_state(IndexFolder(path()), state));
    auto engine = open_engine(path());
    REQUIRE(engine);
    engine_ = std::move(*engine);
    access.audiences = {"public"};
    request.now = kStateNoon;
  }
  ReaderState ask() const {
    auto state = engine_->state(request, access);
    REQUIRE(state);
    return std::move(*state);
  }
  DocumentState state_of(std::string id, std::string lang = "en", Kind kind = Kind::article) {
    request.open = DocumentRef{kind, std::move(id), std::move(lang)};
    const ReaderState state = ask();
    REQUIRE(state.open);
    return *state.open;
  }

  StateRequest request;
  Access access;

 private:
  std::filesystem::path path() const { return folder_.path() / "kb"; }
  TemporaryFolder folder_;
  std::unique_ptr<Suggester> engine_;
};

LiveState withdrawn(std::vector<Withdrawal> all) {
  LiveState state;
  state.withdrawn = std::move(all);
  return state;
}

}  // namespace

TEST_CASE("a document is live, withdrawn, or gone") {
  StateIndex index(withdrawn({{"a", "sl", "", ""}, {"secret", "", "", ""}, {"never", "", "", ""}}));
  CHECK(index.state_of("a") == DocumentState::live);
  CHECK(index.state_of("a", "sl") == DocumentState::withdrawn);
  CHECK(index.state_of("a", "SL") == DocumentState::withdrawn);
  CHECK(index.state_of("a", "") == DocumentState::live);
  CHECK(index.state_of("a", "de") == DocumentState::gone);
  CHECK(index.state_of("never") == DocumentState::gone);
  CHECK(index.state_of("a", "en", Kind::ticket) == DocumentState::gone);
}

TEST_CASE("withdrawing an id does not change the state of longer ids") {
  StateIndex index(withdrawn({{"a", "", "", ""}}));
  CHECK(index.state_of("a", "") == DocumentState::withdrawn);
  CHECK(index.state_of("a:b") == DocumentState::live);
  CHECK(index.state_of("a:b", "") == DocumentState::live);
  CHECK(index.state_of("a", "b:en") == DocumentState::gone);
}

TEST_CASE("a hidden document is gone, withdrawn or not") {
  StateIndex index(withdrawn({{"secret", "", "", ""}}));
  CHECK(index.state_of("secret") == DocumentState::gone);
  CHECK(index.state_of("T-1", "en", Kind::ticket) == DocumentState::gone);
  index.access.audiences = {"public", "internal"};
  CHECK(index.state_of("secret") == DocumentState::withdrawn);
  CHECK(index.state_of("T-1", "en", Kind::ticket) == DocumentState::live);
  index.access.all_brands = false;
  index.access.brands = {"south"};
  CHECK(index.state_of("north") == DocumentState::gone);
}

TEST_CASE("a document is gone before and after its validity") {
  StateIndex index(LiveState{});
  CHECK(index.state_of("until") == DocumentState::live);
  CHECK(index.state_of("from") == DocumentState::gone);
  index.request.now = kStateNoon + 3 * kStateDay;
  CHECK(index.state_of("until") == DocumentState::gone);
  CHECK(index.state_of("from") == DocumentState::live);
}

TEST_CASE("the state of any name can be asked for") {
  StateIndex index(LiveState{});
  const std::string zeros(150, '\0');
  for (const std::string& id : {std::string(), zeros, std::string(100'000, 'x'), std::string("\xff")}) {
    CHECK(index.state_of(id, "") == DocumentState::gone);
    CHECK(index.state_of("a", id.empty() ? "xx" : id) == DocumentState::gone);
  }
}

TEST_CASE("states are listed in the order of the request") {
  StateIndex index(withdrawn({{"a", "sl", "", ""}}));
  index.request.listed = {
      {Kind::article, "a", "sl"}, {Kind::article, "a", "en"}, {Kind::ticket, "T-1", "en"}};
  const ReaderState state = index.ask();
  CHECK(state.generation == "000001");
  CHECK_FALSE(state.open);
  CHECK(state.listed == std::vector{DocumentState::withdrawn, DocumentState::live, DocumentState::gone});
}

TEST_CASE("a reader's state has the same notices as an answer") {
  LiveState state = withdrawn({{"a", "", "", ""}});
  Notice notice;
  notice.id = "n1";
  notice.text = "The portal is down";
  notice.audience = {"public"};
  notice.article = "a:b";
  notice.until = kStateNoon + 1;
  state.notices.push_back(notice);
  notice.id = "n2";
  notice.article = "a";
  notice.lang = "sl";
  state.notices.push_back(notice);
  notice.id = "n3";
  notice.audience = {"internal"};
  state.notices.push_back(notice);
  StateIndex index(state);
  const ReaderState all = index.ask();
  REQUIRE(all.notices.size() == 2);
  CHECK(all.notices[0].id == "n2");
  CHECK(all.notices[0].article.empty());
  CHECK(all.notices[1].article == "a:b");
  index.request.lang = {"en"};
  CHECK(index.ask().notices.size() == 1);
  index.request.now = kStateNoon + 1;
  CHECK(index.ask().notices.empty());
}
