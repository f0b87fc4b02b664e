#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/config.h"
#include "indexer/format/document.h"
#include "indexer/sources/content.h"

namespace callside {

// Parses the values of a record's keys and of --default. Errors describe the value, not its place.

Result<Confidence> read_confidence(std::string_view word);
Result<TextFormat> read_text_format(std::string_view word);
Result<Kind> read_kind(std::string_view word);
Result<std::string> read_day(std::string_view date, const TimeZone& zone);
// Returns the canonical tag; empty for "und".
Result<std::string> read_language(std::string_view tag);
// Returns sorted, distinct names. Fails closed: an empty list, an empty name and an undeclared group are
// errors.
Result<std::vector<std::string>> read_audience(const std::vector<std::string>& names, const Config& config);

// Values for records that do not set them themselves (`--default`).
struct RecordDefaults {
  std::vector<std::string> audience = {"internal"};
  std::string lang;  // canonical; empty: none
  std::vector<std::string> product, brand;
  Confidence confidence = Confidence::not_validated;
};

// Parses --default KEY=VALUE; commas separate several audiences. An unknown key or value is a usage error.
Result<RecordDefaults> read_defaults(const std::map<std::string, std::string>& values, const Config& config);

}  // namespace callside
