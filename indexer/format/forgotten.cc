#include "indexer/format/forgotten.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include "indexer/base/day.h"
#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "indexer/base/paths.h"

namespace callside {

using nlohmann::json;

namespace {

constexpr int kVersion = 1;
// Enough for some millions of bars. A larger file is not a bar list.
constexpr std::uint64_t kLargestForgotten = std::uint64_t{1} << 30U;
constexpr std::size_t kHashLength = 64;
constexpr std::array<Bar::Of, 3> kAll{Bar::Of::article, Bar::Of::ticket, Bar::Of::subject};

json to_json_value(const Bar& bar) {
  return json{{"of", name_of(bar.of)}, {"hash", bar.hash}, {"day", format_day(bar.day)}};
}

// Throws json::exception if the text is not a bar list. Clears `sound` if it is incomplete or invalid.
BarList list_of(const std::string& bytes, bool& sound) {
  std::istringstream in(bytes);
  std::string line;
  std::getline(in, line);
  const json head = json::parse(line);
  BarList list;
  sound = head.at("version").get<int>() == kVersion;
  head.at("secret").get_to(list.secret);
  while (sound && std::getline(in, line)) {
    const json one = json::parse(line);
    auto bar = bar_of(one.at("of").get<std::string>(), one.at("hash").get<std::string>(),
                      one.at("day").get<std::string>());
    sound = bar.has_value();
    if (bar) list.bars.push_back(std::move(*bar));
  }
  // The head has the number of bars, which reveals a file that was truncated at a line end.
  sound = sound && head.at("bars").get<std::size_t>() == list.bars.size();
  return list;
}

Result<BarList> read_list(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kLargestForgotten);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return BarList{};
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  bool sound = false;
  BarList list;
  try {
    list = list_of(*bytes, sound);
  } catch (const json::exception&) {
    sound = false;
  }
  if (sound) return list;
  return fail(ErrorCode::io, path.string() + " is damaged, or was written by another version of this program",
              "restore a copy of it; without it, forgotten documents would return");
}

}  // namespace

const char* name_of(Bar::Of of) {
  switch (of) {
    case Bar::Of::article:
      return "article";
    case Bar::Of::ticket:
      return "ticket";
    case Bar::Of::subject:
      return "subject";
  }
  return "";
}

Result<Bar> bar_of(std::string_view of, std::string_view hash, std::string_view day) {
  const auto kind = std::find_if(kAll.begin(), kAll.end(), [&](Bar::Of one) { return name_of(one) == of; });
  const auto when = parse_day(day);
  const bool is_hash = hash.size() == kHashLength && std::all_of(hash.begin(), hash.end(), [](char c) {
                         return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
  if (kind == kAll.end() || !when || !is_hash) return fail(ErrorCode::not_found, "not a valid bar");
  return Bar{*kind, std::string(hash), *when};
}

BarState BarList::state_of_first(std::size_t count) const {
  if (count == 0) return {};
  std::string text = secret;
  for (std::size_t i = 0; i < count; ++i)
    text.append("\n").append(name_of(bars[i].of)).append(" ").append(bars[i].hash) += format_day(bars[i].day);
  return {count, sha256_hex(text)};
}

bool BarList::covers(const BarState& state) const {
  if (state.count < bars.size()) return false;
  return state.count > bars.size() || state == this->state();
}

Result<BarList> read_bars(const IndexFolder& folder) { return read_list(folder.forgotten_file()); }

Result<BarList> read_bars_to_be(const IndexFolder& folder) {
  const bool is_interrupted = may_exist(folder.forgetting_file());
  return read_list(is_interrupted ? folder.forgetting_file() : folder.forgotten_file());
}

Result<void> write_bars(const std::filesystem::path& path, const BarList& list) {
  std::string text =
      json{{"version", kVersion}, {"secret", list.secret}, {"bars", list.bars.size()}}.dump() + "\n";
  for (const Bar& bar : list.bars) text += to_json_value(bar).dump() + "\n";
  return replace_file(path, text);
}

Result<void> require_cleaned(const IndexFolder& folder, const std::string& name, const BarState& made_under) {
  CALLSIDE_ASSIGN(const BarList list, read_bars(folder));
  if (list.covers(made_under)) return ok();
  return fail(ErrorCode::stopped,
              "generation " + name + " in " + folder.root().string() +
                  " was made before something was forgotten, and may still contain it",
              "clean the kept generations: callside-index forget --again --index " + folder.root().string());
}

}  // namespace callside
