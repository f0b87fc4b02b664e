#include "searchd/query/understand/compound_words.h"

#include "indexer/analysis/compounds.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

// Weight of a compound for a question about one of its parts, in the query and in ranking. RANKING.md,
// Compounds.
constexpr double kPartShare = 0.3;
constexpr float kPartMatch = 0.6F;

// The words of one language that may be parts of compounds, for one reader.
class VocabularyWords final : public KnownWords {
 public:
  VocabularyWords(const Lexicon& lexicon, std::uint16_t language) : lexicon_(lexicon), language_(language) {}

  Known find(std::string_view word) const override {
    const auto form = lexicon_.word(language_, word);
    if (!form || !Lexicon::offers(*form)) return {};
    if (form->stem.empty()) return {documents_with(*form), form->folded};
    double documents = 0;
    for (const std::uint32_t one : lexicon_.vocabulary.find_stem(language_, form->stem))
      documents += documents_with(lexicon_.form(one));
    return {documents, form->stem};
  }

 private:
  const Lexicon& lexicon_;
  std::uint16_t language_;
};

// Adds the compounds that have a part with this stem.
void add_containing(std::string_view stem, std::uint16_t language, const Lexicon& lexicon,
                    QueryWord& query_word) {
  Guess guess{MatchLevel::part, {}, kPartShare, 0};
  const Vocabulary::Compounds compounds = lexicon.vocabulary.find_part(language, stem);
  for (std::size_t i = 0; i < compounds.forms.size(); ++i) {
    // Ignore parts that are known only in hidden classes.
    if (!lexicon.visible.is_in(compounds.class_sets[i])) continue;
    const Vocabulary::Form compound = lexicon.form(compounds.forms[i]);
    if (!Lexicon::knows(compound)) continue;
    query_word.forms.push_back({compounds.forms[i], MatchLevel::part, kPartMatch});
    guess.frequency += documents_with(compound);
  }
  if (guess.frequency == 0) return;
  guess.terms.push_back(part_term(lexicon.vocabulary.languages()[language], stem));
  query_word.guesses.push_back(std::move(guess));
}

}  // namespace

void add_compounds(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryWord& query_word) {
  if (!writes_compounds(lexicon.vocabulary.languages()[language])) return;
  add_containing(word.stem.empty() ? word.folded : word.stem, language, lexicon, query_word);
  if (!word.folded_stem.empty()) add_containing(word.folded_stem, language, lexicon, query_word);
}

std::vector<QueryWord> part_words(const Word& word, std::uint16_t language, const Lexicon& lexicon,
                                  bool known) {
  std::vector<QueryWord> words;
  const std::string& name = lexicon.vocabulary.languages()[language];
  if (!writes_compounds(name)) return words;
  for (const std::string& stem : split_compound(word.folded, name, VocabularyWords(lexicon, language))) {
    QueryWord query_word;
    query_word.overlay = known;
    const auto take = [&](std::uint32_t number, std::string term) {
      const Vocabulary::Form form = lexicon.form(number);
      if (!Lexicon::knows(form)) return;
      add_term(query_word.terms, std::move(term));
      query_word.forms.push_back({number, MatchLevel::part, 1.0F});
      query_word.frequency += documents_with(form);
    };
    for (const std::uint32_t form : lexicon.vocabulary.find_stem(language, stem))
      take(form, stem_or_form_term(name, SegmentKind::word, lexicon.form(form).folded, stem));
    if (query_word.terms.empty()) {
      const Vocabulary::Range range = lexicon.vocabulary.find_folded(language, false, stem);
      for (std::uint32_t form = range.begin; form < range.end; ++form)
        take(form, form_term(name, SegmentKind::word, stem));
    }
    add_containing(stem, language, lexicon, query_word);
    if (!query_word.forms.empty()) words.push_back(std::move(query_word));
  }
  return words;
}

}  // namespace callside
