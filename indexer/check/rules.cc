#include "indexer/check/rules.h"

#include <algorithm>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

Result<CheckCode> known_code(const std::string& place, const std::string& name) {
  if (const auto code = find_code(name)) return *code;
  return fail(ErrorCode::invalid_input,
              place + ": check has no code \"" + repair_utf8(name.substr(0, 40)) + "\"",
              "did you mean \"" + std::string(nearest_code(name)) +
                  "\"? `callside-index check --list` prints all codes");
}

bool matches(std::string_view pattern, std::string_view id) {
  if (pattern.ends_with('*')) return id.starts_with(pattern.substr(0, pattern.size() - 1));
  return pattern == id;
}

}  // namespace

Rules::Rules() {
  for (const CodeInfo& one : all_codes()) levels_[static_cast<std::size_t>(one.code)] = one.level;
}

Result<Rules> Rules::create(const CheckSettings& settings) {
  Rules rules;
  for (const CheckSettings::Level& one : settings.levels) {
    CALLSIDE_ASSIGN(const CheckCode code, known_code(one.place, one.code));
    const auto level = find_level(one.level);
    if (!level) {
      return fail(ErrorCode::invalid_input,
                  one.place + ": \"" + repair_utf8(one.level.substr(0, 40)) + "\" is not a level",
                  "use error, warning or note; to silence a code, list it under ignore");
    }
    rules.levels_[static_cast<std::size_t>(code)] = *level;
  }
  for (const CheckSettings::Ignored& one : settings.ignored) {
    CALLSIDE_ASSIGN(const CheckCode code, known_code(one.place, one.code));
    if (one.ids.empty()) rules.levels_[static_cast<std::size_t>(code)].reset();
    for (const std::string& id : one.ids) rules.exceptions_.push_back({code, id});
  }
  return rules;
}

std::optional<CheckLevel> Rules::level_of(CheckCode code, std::string_view id) const {
  const auto level = levels_[static_cast<std::size_t>(code)];
  if (!level || exceptions_.empty()) return level;
  const bool excepted = std::any_of(exceptions_.begin(), exceptions_.end(), [&](const Exception& one) {
    return one.code == code && matches(one.pattern, id);
  });
  return excepted ? std::nullopt : level;
}

}  // namespace callside
