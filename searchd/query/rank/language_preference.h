#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/query/reach/reach.h"

namespace callside {

// How much does a document's language count? The reader's languages come first among equally good answers.
// Another language comes first only if it answers clearly better; a language that is neither asked for nor
// the index's main one, only if little else matches. RANKING.md, Language.
class LanguagePreference {
 public:
  // `wishes`: languages that the reader asked for. If none of them has a document, all languages are equal.
  LanguagePreference(const std::vector<std::string>& wishes, const Reach& reach);

  // Returns true if all languages are equal.
  bool is_neutral() const { return is_neutral_; }
  // Returns true if the language with this number in Manifest::language_tags was asked for.
  bool is_asked(std::uint16_t language_tag) const { return shares_[language_tag] >= 1; }
  // Factor for the weight of a document in this language, found by the question's own words.
  double share(std::uint16_t language_tag) const { return shares_[language_tag]; }

 private:
  std::vector<double> shares_;
  bool is_neutral_ = true;
};

}  // namespace callside
