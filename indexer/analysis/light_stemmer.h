#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// A stemmer for languages that Snowball lacks, driven by tables of endings. A word goes through a few steps.
// Each step removes at most one ending (or prefix), the longest that matches. light_stems.h lists the tables,
// which are in light_stems_*.cc with their sources.

// Endings that share a minimum length and a replacement.
struct EndingRule {
  std::uint8_t min_left;           // code points that must remain without the ending
  std::string_view endings;        // separated by single spaces
  std::string_view replacement{};  // replaces the ending; not longer in bytes
};

struct StemStep {
  enum class Kind : std::uint8_t {
    ending,
    beginning,  // the rules list prefixes instead of endings
    whole,      // the rules list whole words; the replacement is the stem, and no further step applies
    fleeting,   // removes one of `letters` before the last letter (Slovenian okno, oken)
  };
  Kind kind = Kind::ending;
  std::span<const EndingRule> rules{};
  std::uint8_t min_left = 0;         // fleeting: code points that must remain
  std::u32string_view letters{};     // fleeting: the letters that are removed
  std::u32string_view not_beside{};  // fleeting: letters, mainly vowels, that prevent it on either side
};

struct StemTable {
  std::string_view languages;  // analysis languages (language.h), separated by single spaces
  std::span<const StemStep> steps;
};

// Applies the steps of one table. Const use is safe in any thread.
class LightStemmer {
 public:
  explicit LightStemmer(const StemTable& table);

  // The stem of a folded word (normalize.h), in UTF-8. Not longer than the word, and empty only if the word
  // is. Accepts invalid UTF-8.
  std::string operator()(std::string_view folded) const;

 private:
  struct Affix {
    std::string_view text, replacement;
    std::uint8_t min_left;
  };
  struct Step {
    StemStep plan;
    std::vector<Affix> affixes;              // sorted by key byte, the outermost byte, then longest first
    std::array<std::uint16_t, 257> first{};  // index of the first affix of each key byte
  };

  std::vector<Step> steps_;
};

// The light stemmer of an analysis language, or nullptr if there is none. Safe in any thread.
const LightStemmer* light_stemmer(std::string_view language);

}  // namespace callside
