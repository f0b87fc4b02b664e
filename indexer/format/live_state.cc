#include "indexer/format/live_state.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "indexer/base/files.h"
#include "indexer/base/reserved_space.h"

namespace callside {

using nlohmann::json;

namespace {

// Far more than editors write by hand. A larger file is not a live.json.
constexpr std::uint64_t kLargestLiveState = std::uint64_t{16} << 20U;

// Minimum reserve: about 500 withdrawals.
constexpr std::uint64_t kMinReserved = std::uint64_t{64} << 10U;

// Marks a time that could not be parsed.
constexpr Moment kNoMoment = -1;

json to_json_value(const Notice& notice) {
  return json{{"id", notice.id},
              {"text", notice.text},
              {"lang", notice.lang},
              {"article", notice.article},
              {"product", notice.product},
              {"audience", notice.audience},
              {"until", format_utc(notice.until)},
              {"since", notice.since},
              {"by", notice.by}};
}

json to_json_value(const Withdrawal& one) {
  return json{{"id", one.id}, {"lang", one.lang}, {"since", one.since}, {"by", one.by}};
}

// Throws json::exception if a key is missing or has the wrong type.
Notice notice_of(const json& in) {
  Notice notice;
  in.at("id").get_to(notice.id);
  in.at("text").get_to(notice.text);
  in.at("lang").get_to(notice.lang);
  in.at("article").get_to(notice.article);
  in.at("product").get_to(notice.product);
  in.at("audience").get_to(notice.audience);
  in.at("since").get_to(notice.since);
  in.at("by").get_to(notice.by);
  notice.until = parse_utc(in.at("until").get<std::string>()).value_or(kNoMoment);
  return notice;
}

Withdrawal withdrawal_of(const json& in) {
  Withdrawal one;
  in.at("id").get_to(one.id);
  in.at("lang").get_to(one.lang);
  in.at("since").get_to(one.since);
  in.at("by").get_to(one.by);
  return one;
}

}  // namespace

Result<LiveState> read_live_state(const IndexFolder& folder) {
  const std::string path = folder.live_file().string();
  const auto bytes = read_file(path, kLargestLiveState);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return LiveState{};
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  const auto damaged = [&] {
    return fail(ErrorCode::io, path + " is damaged",
                "restore a copy of it; without the file, nothing is withdrawn and there are no notices");
  };
  try {
    const json in = json::parse(*bytes);
    if (in.at("version").get<int>() != kLiveVersion) {
      return fail(ErrorCode::old_index,
                  path + " has version " + in.at("version").dump() + ", this program reads version " +
                      std::to_string(kLiveVersion),
                  "use the version of the program that wrote it");
    }
    LiveState state;
    in.at("next_notice").get_to(state.next_notice);
    for (const json& one : in.at("notices")) {
      state.notices.push_back(notice_of(one));
      if (state.notices.back().until == kNoMoment) return damaged();
    }
    for (const json& one : in.at("withdrawn")) state.withdrawn.push_back(withdrawal_of(one));
    return state;
  } catch (const json::exception&) {
    return damaged();
  }
}

Result<void> write_live_state(const IndexFolder& folder, const LiveState& state) {
  json out{{"version", kLiveVersion},
           {"next_notice", state.next_notice},
           {"notices", json::array()},
           {"withdrawn", json::array()}};
  for (const Notice& notice : state.notices) out["notices"].push_back(to_json_value(notice));
  for (const Withdrawal& one : state.withdrawn) out["withdrawn"].push_back(to_json_value(one));
  return replace_file_or_use_reserve(folder.live_file(), folder.live_reserve_file(),
                                     out.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<void> reserve_room_for_live_state(const IndexFolder& folder) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(folder.live_file(), error);
  return reserve_space(folder.live_reserve_file(), std::max(kMinReserved, error ? 0 : 2 * size));
}

}  // namespace callside
