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

// A question in the words that articles in other languages have for it: how what there is in no version of
// the asker's language is found. Each word stands for all that it may be called, each as likely as the
// bilingual lexicon has it, and a document has the word as far as it has these (probabilistic structured
// queries, Darwish and Oard 2003). How rare it is, the asker's own language tells: so what was found by
// translation and what was not have weights that can be compared. A word that the lexicon lacks is taken as
// other languages have it (names), or for those with a long common beginning; codes and numbers stay as they
// are.
class QuestionTranslator {
 public:
  // References: they must outlive the translator. A translation is used only by who may see both versions of
  // an article that it was learned from.
  QuestionTranslator(const BilingualLexicon& translations, const Lexicon& lexicon,
                     const std::vector<bool>& visible_classes)
      : translations_(translations), lexicon_(lexicon), visible_classes_(visible_classes) {}

  // The languages, as the bilingual lexicon numbers them, that the question may be in: of those asked for the
  // ones in which a word of it is known; where there are none, those in which most words are.
  std::vector<std::uint16_t> languages(const Question& question, const std::vector<std::string>& asked) const;

  // The question from `language` to all others. No groups: nothing of it is known.
  Question translate(const Question& question, std::uint16_t language, QuestionReader& reader) const;

 private:
  // A term of the bilingual lexicon, and how sure it is that it was meant: 0 to 1.
  using Meant = std::map<std::string, double, std::less<>>;
  // What a word may be called in one language: terms by number.
  struct Called {
    double probability = 0;
    std::uint32_t articles = 0;
  };
  using CalledByTerm = std::map<std::uint32_t, Called>;

  // Whether a term has a translation that the reader may be helped by.
  bool is_taught(std::uint32_t term) const;
  Meant meant_by(const QueryGroup& word, std::uint16_t language) const;
  Meant like(std::string_view typed, std::uint16_t language, QuestionReader& reader) const;
  void add_called(const Meant& meant, std::uint16_t language, QueryGroup& group) const;
  void add_in(std::uint16_t language, const CalledByTerm& called, QueryGroup& group) const;
  void add_same(const QueryGroup& word, std::uint16_t language, QueryGroup& group) const;
  QueryGroup translate(const QueryGroup& word, std::uint16_t language, QuestionReader& reader) const;

  const BilingualLexicon& translations_;
  const Lexicon& lexicon_;
  const std::vector<bool>& visible_classes_;
};

}  // namespace callside
