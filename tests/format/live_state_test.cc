#include "indexer/format/live_state.h"

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

LiveState full() {
  LiveState state;
  state.next_notice = 8;
  state.notices = {{"n7",
                    "Portal \"down\" \xE2\x80\x93 späti",
                    "sl",
                    "a/b",
                    {"p"},
                    {"public", "tier-2"},
                    1'790'000'000,
                    "2026-10-01T09:30:00Z",
                    "ana"}};
  state.withdrawn = {{"a/b", "sr-Latn", "2026-10-01T09:30:00Z", "ana"}, {"T-1", "", "", ""}};
  return state;
}

}  // namespace

TEST_CASE("a live state is read as it was written") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  const auto none = read_live_state(index);
  REQUIRE(none);
  CHECK(none->notices.empty());
  CHECK(none->withdrawn.empty());
  REQUIRE(write_live_state(index, full()));
  const auto state = read_live_state(index);
  REQUIRE(state);
  CHECK(state->next_notice == 8);
  REQUIRE(state->notices.size() == 1);
  const Notice& notice = state->notices[0];
  const Notice expected = full().notices[0];
  CHECK(notice.id == expected.id);
  CHECK(notice.text == expected.text);
  CHECK(notice.lang == expected.lang);
  CHECK(notice.article == expected.article);
  CHECK(notice.product == expected.product);
  CHECK(notice.audience == expected.audience);
  CHECK(notice.until == expected.until);
  CHECK(notice.since == expected.since);
  CHECK(notice.by == expected.by);
  REQUIRE(state->withdrawn.size() == 2);
  CHECK(state->withdrawn[0].id == "a/b");
  CHECK(state->withdrawn[0].lang == "sr-Latn");
  CHECK(state->withdrawn[1].lang.empty());
}

TEST_CASE("a damaged live state is refused as a whole") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  REQUIRE(write_live_state(index, full()));
  const std::string good = *read_file(index.live_file());
  // Truncate at every byte except the last, the newline.
  for (std::size_t size = 0; size + 2 < good.size(); ++size) {
    REQUIRE(replace_file(index.live_file(), good.substr(0, size)));
    const auto state = read_live_state(index);
    REQUIRE_FALSE(state);
    CHECK(state.error().code == ErrorCode::io);
    CHECK(state.error().message.find("live.json is damaged") != std::string::npos);
  }
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    REQUIRE(replace_file(index.live_file(), text));
    const auto state = read_live_state(index);
    REQUIRE_FALSE(state);
    return state.error().code;
  };
  CHECK(with("2026-09-21T14:13:20Z", "tomorrow") == ErrorCode::io);
  CHECK(with("\"n7\"", "7") == ErrorCode::io);
  CHECK(with("\"version\": 1", "\"version\": 2") == ErrorCode::old_index);
}
