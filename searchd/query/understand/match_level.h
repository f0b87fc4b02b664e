#pragma once

#include <cstdint>

namespace callside {

// How a word of a document matches a word of the question, best first.
enum class MatchLevel : std::uint8_t {
  exact,
  folded,
  stem,
  synonym,
  related,
  part,
  prefix,
  typo,
  translated
};

inline constexpr MatchLevel kMatchLevels[] = {
    MatchLevel::exact, MatchLevel::folded, MatchLevel::stem, MatchLevel::synonym,   MatchLevel::related,
    MatchLevel::part,  MatchLevel::prefix, MatchLevel::typo, MatchLevel::translated};

// Name for display.
constexpr const char* name_of(MatchLevel level) {
  switch (level) {
    case MatchLevel::exact:
      return "exact";
    case MatchLevel::folded:
      return "without accents";
    case MatchLevel::stem:
      return "another form";
    case MatchLevel::synonym:
      return "synonym";
    case MatchLevel::related:
      return "related";
    case MatchLevel::part:
      return "part of a compound";
    case MatchLevel::prefix:
      return "completed";
    case MatchLevel::typo:
      return "mistyped";
    case MatchLevel::translated:
      return "translated";
  }
  return "";
}

}  // namespace callside
