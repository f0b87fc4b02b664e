#include "indexer/analysis/word_analyzer.h"

#include <xapian.h>

#include <functional>
#include <optional>

#include "indexer/analysis/language.h"
#include "indexer/analysis/light_stemmer.h"
#include "indexer/analysis/normalize.h"

namespace callside {

struct WordAnalyzer::Stemmers {
  // The optional is empty if the language has no stemmer.
  std::map<std::string, std::optional<Xapian::Stem>, std::less<>> by_language;

  const Xapian::Stem* find(std::string_view language) {
    auto it = by_language.find(language);
    if (it == by_language.end()) {
      std::optional<Xapian::Stem> stem;
      if (const char* name = snowball_name(language)) stem.emplace(name);
      it = by_language.emplace(std::string(language), std::move(stem)).first;
    }
    return it->second ? &*it->second : nullptr;
  }
};

WordAnalyzer::WordAnalyzer() : stemmers_(std::make_unique<Stemmers>()) {}
WordAnalyzer::WordAnalyzer(WordAnalyzer&&) noexcept = default;
WordAnalyzer::~WordAnalyzer() = default;

Word WordAnalyzer::analyze(std::string_view text, SegmentKind kind, std::string_view language) {
  Word word;
  // Codes are the same in every language, so no language-specific rules apply.
  const std::string_view rules = kind == SegmentKind::code ? std::string_view("und") : language;
  word.normal = normalize(text, rules);
  word.folded = fold(word.normal, rules);
  if (kind == SegmentKind::code || kind == SegmentKind::bigram) return word;
  if (const LightStemmer* light = light_stemmer(language)) {
    word.stem = (*light)(word.folded);
    return word;
  }
  const Xapian::Stem* stem = stemmers_->find(language);
  if (stem == nullptr) return word;
  word.stem = fold((*stem)(word.normal), language);
  if (word.folded != word.normal) {
    std::string other = fold((*stem)(word.folded), language);
    if (other != word.stem) word.folded_stem = std::move(other);
  }
  return word;
}

}  // namespace callside
