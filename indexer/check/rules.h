#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/check/codes.h"
#include "indexer/config/check_settings.h"

namespace callside {

// The level of each code, and the articles for which it is silenced: the defaults, as changed by the
// configuration. Immutable and thread-safe.
class Rules {
 public:
  Rules();
  // Returns an error for an unknown code or level. It names the line and, for a code, the most similar one.
  static Result<Rules> create(const CheckSettings& settings);

  // Returns the level of a finding about document `id`, or nullopt if it is silenced.
  std::optional<CheckLevel> level_of(CheckCode code, std::string_view id) const;

 private:
  struct Exception {
    CheckCode code;
    std::string pattern;  // an id, or a prefix followed by *
  };
  std::array<std::optional<CheckLevel>, static_cast<std::size_t>(CheckCode::files_left_out) + 1> levels_;
  std::vector<Exception> exceptions_;
};

}  // namespace callside
