#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Stems for the languages that Snowball lacks, by tables of endings: a word goes through a few steps, each of
// which takes at most one ending (or beginning) off, the longest that fits. Tables are in
// light_stems_*.cc, with where the endings are described; light_stems.h lists them.

// Endings of one kind.
struct EndingRule {
  std::uint8_t least;          // code points that must be left before the ending
  std::string_view endings;    // separated by single spaces
  std::string_view instead{};  // takes the ending's place; at most as many bytes
};

struct StemStep {
  enum class Kind : std::uint8_t {
    ending,
    beginning,  // the rules' texts are taken off the front of the word
    whole,      // a word that is one of the rules' texts becomes `instead`, and is done with
    fleeting,   // one of `letters` between two consonants at the end goes (Slovenian okno, oken)
  };
  Kind kind = Kind::ending;
  std::span<const EndingRule> rules{};
  std::uint8_t least = 0;             // fleeting: code points that must be left
  std::u32string_view letters{};      // fleeting
  std::u32string_view not_between{};  // fleeting: the vowels, beside which nothing is fleeting
};

struct StemTable {
  std::string_view languages;  // analysis languages (language.h), separated by single spaces
  std::span<const StemStep> steps;
};

// A table made ready for use. Const use is safe in any thread.
class LightStemmer {
 public:
  explicit LightStemmer(const StemTable& table);

  // The stem of a folded word (normalize.h). UTF-8 in and out; never empty for a word that isn't, never
  // longer than the word. Bytes that are not UTF-8 are kept or cut off as they come.
  std::string operator()(std::string_view folded) const;

 private:
  struct Affix {
    std::string_view text, instead;
    std::uint8_t least;
  };
  struct Step {
    StemStep plan;
    std::vector<Affix> affixes;              // by the byte that tells most (the outermost's), longest first
    std::array<std::uint16_t, 257> first{};  // where the affixes of each such byte begin
  };

  std::vector<Step> steps_;
};

// The stemmer of an analysis language; nullptr where it has none of this kind. Any thread.
const LightStemmer* light_stemmer(std::string_view language);

}  // namespace callside
