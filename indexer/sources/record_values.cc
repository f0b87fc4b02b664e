#include "indexer/sources/record_values.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "indexer/base/near_key.h"
#include "indexer/format/terms.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/iso_day.h"
#include "indexer/sources/language_tag.h"

namespace callside {

namespace {

tl::unexpected<Error> refuse_value(std::string reason, std::string hint) {
  return fail(ErrorCode::invalid_input, std::move(reason), std::move(hint));
}

std::string nearest_audience(const std::string& name, const Config& config) {
  std::vector<std::string_view> known = {"public", "internal"};
  known.insert(known.end(), config.groups.begin(), config.groups.end());
  const std::string_view nearest = nearest_key(name, known);
  return key_distance(name, nearest) <= 2 ? std::string(nearest) : std::string();
}

std::vector<std::string> split_commas(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    parts.push_back(collapse(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

Result<void> read_default(const std::string& key, const std::string& value, const Config& config,
                          RecordDefaults& defaults) {
  constexpr std::array<std::string_view, 5> kKeys = {"audience", "lang", "product", "brand", "confidence"};
  if (key == "audience") {
    CALLSIDE_ASSIGN(defaults.audience, read_audience(split_commas(value), config));
  } else if (key == "lang") {
    CALLSIDE_ASSIGN(defaults.lang, read_language(collapse(value)));
  } else if (key == "confidence") {
    CALLSIDE_ASSIGN(defaults.confidence, read_confidence(collapse(value)));
  } else if (key == "product" || key == "brand") {
    const std::string name = collapse(value);
    if (name.empty()) return refuse_value("the value is empty", "omit it for all");
    if (name.size() > kLongestTag) {
      return refuse_value("the value has " + std::to_string(name.size()) + " bytes",
                          "shorten it to at most " + std::to_string(kLongestTag) + " bytes");
    }
    (key == "product" ? defaults.product : defaults.brand) = {name};
  } else {
    return refuse_value("unknown key", "did you mean " + std::string(nearest_key(key, kKeys)) +
                                           "? The keys are audience, lang, product, brand and confidence");
  }
  return ok();
}

}  // namespace

Result<Confidence> read_confidence(std::string_view word) {
  for (const Confidence confidence :
       {Confidence::wip, Confidence::not_validated, Confidence::validated, Confidence::archived}) {
    if (word == name_of(confidence)) return confidence;
  }
  return refuse_value("unknown value " + in_quotes(word), "use wip, not_validated, validated or archived");
}

Result<TextFormat> read_text_format(std::string_view word) {
  if (word == "markdown") return TextFormat::markdown;
  if (word == "html") return TextFormat::html;
  if (word == "text") return TextFormat::text;
  return refuse_value("unknown value " + in_quotes(word), "use markdown, html or text");
}

Result<Kind> read_kind(std::string_view word) {
  if (word == "article") return Kind::article;
  if (word == "ticket") return Kind::ticket;
  return refuse_value("unknown value " + in_quotes(word), "use article or ticket");
}

Result<std::string> read_day(std::string_view date, const TimeZone& zone) {
  auto day = iso_day(date, zone);
  if (!day)
    return refuse_value(in_quotes(date) + " is not a date",
                        "write dates as year-month-day, such as 2026-10-01");
  return std::move(*day);
}

Result<std::string> read_language(std::string_view tag) {
  auto language = canonical_language(tag);
  if (!language) {
    return refuse_value(in_quotes(tag) + " is not a language tag",
                        "use a BCP 47 tag, such as en, pt-BR or sr-Latn");
  }
  if (*language == "und") return std::string();
  return std::move(*language);
}

Result<std::vector<std::string>> read_audience(const std::vector<std::string>& names, const Config& config) {
  if (names.empty()) {
    return refuse_value("the audience is empty",
                        "name public, internal or a declared group, or omit the key for the default");
  }
  std::set<std::string> audience;
  for (const std::string& name : names) {
    if (config.knows_audience(name)) {
      audience.insert(name);
      continue;
    }
    const std::string nearest = nearest_audience(name, config);
    return refuse_value(
        "unknown audience " + in_quotes(name),
        nearest.empty()
            ? "declare it under groups: in callside.yaml, or use public, internal or a declared group"
            : "did you mean \"" + nearest + "\"? Groups are declared in callside.yaml");
  }
  return std::vector<std::string>(audience.begin(), audience.end());
}

Result<RecordDefaults> read_defaults(const std::map<std::string, std::string>& values, const Config& config) {
  RecordDefaults defaults;
  for (const auto& [key, value] : values) {
    const auto read = read_default(key, value, config, defaults);
    if (!read)
      return fail(ErrorCode::usage, "--default " + key + "=" + value + ": " + read.error().message,
                  read.error().hint);
  }
  return defaults;
}

}  // namespace callside
