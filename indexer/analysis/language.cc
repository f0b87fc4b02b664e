#include "indexer/analysis/language.h"

#include <array>
#include <utility>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// Returns true if `tag` consists of the subtags of `head` and at least one more.
bool starts_with_subtags(std::string_view tag, std::string_view head) {
  return tag.size() > head.size() && tag[head.size()] == '-' &&
         equal_ignoring_case(tag.substr(0, head.size()), head);
}

// The Snowball stemmers of Xapian 1.4 (Xapian::Stem::get_available_languages()).
constexpr std::array<std::pair<std::string_view, const char*>, 26> kSnowball{{
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german2"},   {"en", "english"},
    {"es", "spanish"},    {"eu", "basque"},   {"fi", "finnish"},    {"fr", "french"},    {"ga", "irish"},
    {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"}, {"it", "italian"},   {"lt", "lithuanian"},
    {"nb", "norwegian"},  {"ne", "nepali"},   {"nl", "dutch"},      {"nn", "norwegian"}, {"pt", "portuguese"},
    {"ro", "romanian"},   {"ru", "russian"},  {"sv", "swedish"},    {"ta", "tamil"},     {"tr", "turkish"},
    {"ms", "indonesian"},
}};

// Deprecated codes and macrolanguages, and their current codes (IANA language subtag registry).
constexpr std::pair<std::string_view, std::string_view> kCurrentCodes[] = {
    {"in", "id"}, {"iw", "he"}, {"no", "nb"}, {"sh", "sr"}, {"tl", "fil"}};

}  // namespace

std::string_view current_language_code(std::string_view base) {
  for (const auto& [code, current] : kCurrentCodes) {
    if (code == base) return current;
  }
  return base;
}

std::string analysis_language(std::string_view tag) {
  const std::string base = lower_case(tag.substr(0, tag.find_first_of("-_")));
  if (base.size() < 2 || base.size() > 3) return "und";
  return std::string(current_language_code(base));
}

bool language_matches(std::string_view want, std::string_view have) {
  return equal_ignoring_case(want, have) || starts_with_subtags(have, want) ||
         starts_with_subtags(want, have);
}

std::size_t language_rank(const std::vector<std::string>& wishes, std::string_view have) {
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    if (equal_ignoring_case(wishes[i], have)) return 2 * i;
    if (language_matches(wishes[i], have)) return 2 * i + 1;
  }
  return 2 * wishes.size();
}

const char* snowball_name(std::string_view analysis_language) {
  for (const auto& [code, name] : kSnowball) {
    if (code == analysis_language) return name;
  }
  return nullptr;
}

}  // namespace callside
