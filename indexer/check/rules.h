#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/check/codes.h"
#include "indexer/config/check_settings.h"

namespace callside {

// Which findings are wanted, and how grave they are: the codes' own levels, and what the configuration says
// of them. Immutable; any thread.
class Rules {
 public:
  Rules();
  // A code or level that is not known is an error that names its line and the nearest known one.
  static Result<Rules> create(const CheckSettings& settings);

  // Nothing: it is not to be reported of this document.
  std::optional<CheckLevel> level_of(CheckCode code, std::string_view id) const;

 private:
  struct Exception {
    CheckCode code;
    std::string pattern;  // an id, or the beginning of ids with * behind it
  };
  std::array<std::optional<CheckLevel>, static_cast<std::size_t>(CheckCode::files_left_out) + 1> levels_;
  std::vector<Exception> exceptions_;
};

}  // namespace callside
