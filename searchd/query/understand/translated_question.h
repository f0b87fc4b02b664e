#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/bilingual_lexicon.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Translates a question, so that it finds articles which have no version in the question's language. Each
// word becomes all its translations, weighed by their probability in the bilingual lexicon (probabilistic
// structured queries, Darwish and Oard 2003). Its rarity is that in the question's language, so that the
// weights of translated and direct hits can be compared. A word that is not in the lexicon is kept if other
// languages have it (names), or replaced by terms with a long common prefix. Codes and numbers are kept.
// RANKING.md, Translations.
class QuestionTranslator {
 public:
  // References: they must outlive this object. A translation is used only if the reader may see both versions
  // of an article that it was learned from.
  QuestionTranslator(const BilingualLexicon& translations, const Lexicon& lexicon,
                     const std::vector<bool>& visible_classes)
      : translations_(translations), lexicon_(lexicon), visible_classes_(visible_classes) {}

  // The languages that the question may be in, as numbers of the bilingual lexicon: languages asked for that
  // have a word of the question; if none, those that have most of its words.
  std::vector<std::uint16_t> languages(const Question& question, const std::vector<std::string>& asked) const;

  // Translates the question from `language` to all others. The result has no words if nothing could be
  // translated.
  Question translate(const Question& question, std::uint16_t language, QuestionReader& reader) const;

 private:
  // Terms of the bilingual lexicon with the probability, 0 to 1, that each was meant.
  using SourceTerms = std::map<std::string, double, std::less<>>;
  // A translation in one language, and the translations of a word by term number.
  struct Target {
    double probability = 0;
    std::uint32_t articles = 0;
  };
  using Targets = std::map<std::uint32_t, Target>;

  // Returns true if a term has a translation that the reader may use.
  bool has_visible_translation(std::uint32_t term) const;
  SourceTerms source_terms(const QueryWord& word, std::uint16_t language) const;
  SourceTerms similar_terms(std::string_view typed, std::uint16_t language, QuestionReader& reader) const;
  void add_translations(const SourceTerms& terms, std::uint16_t language, QueryWord& target) const;
  void add_targets(std::uint16_t language, const Targets& targets, QueryWord& target) const;
  void add_unchanged(const QueryWord& word, std::uint16_t language, QueryWord& target) const;
  QueryWord translate(const QueryWord& word, std::uint16_t language, QuestionReader& reader) const;

  const BilingualLexicon& translations_;
  const Lexicon& lexicon_;
  const std::vector<bool>& visible_classes_;
};

}  // namespace callside
