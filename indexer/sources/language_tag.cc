#include "indexer/sources/language_tag.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

constexpr std::size_t kTagLimit = 100;

std::size_t base_length(std::string_view tag) { return std::min(tag.find_first_of("-_"), tag.size()); }

// Base languages for which ICU has locales. A three-letter folder name must be one of them.
const std::set<std::string, std::less<>>& languages_with_data() {
  static const std::set<std::string, std::less<>> languages = [] {
    std::set<std::string, std::less<>> names;
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
      const std::string_view locale = uloc_getAvailable(i);
      names.emplace(locale.substr(0, base_length(locale)));
    }
    return names;
  }();
  return languages;
}

}  // namespace

std::optional<std::string> canonical_language(std::string_view tag) {
  if (tag.empty() || tag.size() > kTagLimit) return std::nullopt;
  std::string text(tag);
  std::replace(text.begin(), text.end(), '_', '-');
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY];
  std::int32_t parsed = 0;
  uloc_forLanguageTag(text.c_str(), locale, sizeof locale, &parsed, &status);
  // ICU stops at the first part that it does not understand. Such a tag is not valid.
  if (U_FAILURE(status) || static_cast<std::size_t>(parsed) != text.size()) return std::nullopt;
  icu::Locale canonical = icu::Locale::forLanguageTag(text, status);
  canonical.canonicalize(status);
  if (U_FAILURE(status) || canonical.isBogus()) return std::nullopt;
  const std::string_view base = canonical.getLanguage();
  if (base.empty()) return tag.substr(0, 3) == "und" ? std::optional<std::string>("und") : std::nullopt;
  // ICU knows the languages of ISO 639-1 and 639-2, but few of the 7,000 of ISO 639-3, so any three letters
  // are accepted.
  if (base.size() != 3 && std::strlen(canonical.getISO3Language()) == 0) return std::nullopt;
  auto result = canonical.toLanguageTag<std::string>(status);
  if (U_FAILURE(status)) return std::nullopt;
  return result;
}

std::optional<std::string> language_of_folder(std::string_view name) {
  const std::size_t base = base_length(name);
  if (base < 2 || base > 3 ||
      !std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(base), is_ascii_letter)) {
    return std::nullopt;
  }
  for (std::size_t at = base; at < name.size();) {
    const std::size_t begin = at + 1;
    const std::size_t length = base_length(name.substr(begin));
    const std::string_view part = name.substr(begin, length);
    const bool letters = std::all_of(part.begin(), part.end(), is_ascii_letter);
    const bool digits = std::all_of(part.begin(), part.end(), is_ascii_digit);
    if (!((letters && (length == 2 || length == 4)) || (digits && length == 3))) return std::nullopt;
    at = begin + length;
  }
  auto tag = canonical_language(name);
  if (!tag) return std::nullopt;
  const std::string_view language = std::string_view(*tag).substr(0, base_length(*tag));
  if (language.size() == 3 && languages_with_data().find(language) == languages_with_data().end())
    return std::nullopt;
  return tag;
}

}  // namespace callside
