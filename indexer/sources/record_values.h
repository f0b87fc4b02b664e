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

// The values that a record's keys and --default may have. Errors name what is wrong with the value, without
// its place.

Result<Confidence> read_confidence(std::string_view word);
Result<TextFormat> read_text_format(std::string_view word);
Result<Kind> read_kind(std::string_view word);
Result<std::string> read_day(std::string_view date, const TimeZone& zone);
// Canonical; empty for "und".
Result<std::string> read_language(std::string_view tag);
// Sorted, each once. Fails closed: an empty list, an empty name and an undeclared group are errors.
Result<std::vector<std::string>> read_audience(const std::vector<std::string>& names, const Config& config);

// What speaks for records that say nothing themselves.
struct RecordDefaults {
  std::vector<std::string> audience = {"internal"};
  std::string lang;  // canonical; empty: none
  std::vector<std::string> product, brand;
  Confidence confidence = Confidence::not_validated;
};

// From --default KEY=VALUE; several audiences are separated by commas. An unknown key or value is a usage
// error.
Result<RecordDefaults> read_defaults(const std::map<std::string, std::string>& values, const Config& config);

}  // namespace callside
