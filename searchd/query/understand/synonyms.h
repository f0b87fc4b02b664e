#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/keyed_text.h"
#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "indexer/format/editorial_rules.h"
#include "searchd/query/understand/lexicon.h"

namespace callside {

struct QueryWord;

// The editors' synonyms (editorial_rules.h), analysed once per generation. A rule's text matches a question
// that contains its words in order, compared by stem, with only function words between them; mistyped and
// half-typed words do not match. The longest match wins, then the first, and matches do not overlap.
// Immutable; thread-safe.
class Synonyms {
 public:
  Synonyms() = default;
  // `languages`: Vocabulary::languages().
  Synonyms(const std::vector<SynonymRule>& rules, const std::vector<std::string>& languages);

  bool empty() const { return patterns_.empty(); }

  // A text that another one means.
  struct Meaning {
    std::size_t line = 1;  // of the editors' file
    std::string said, meant;
    // Words of `meant` by language number.
    const std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>>* words = nullptr;
  };
  struct Found {
    std::size_t first = 0, last = 0;  // range of segments, inclusive
    std::vector<Meaning> meanings;    // in the order of the file, at most kMaxMeanings
    // Words of the matched text by language number.
    std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>> typed;
  };
  // Finds the rules that match a question, in the order of the question. `asked`: languages that the agent
  // reads; `languages`: those of the reader (Lexicon::languages).
  std::vector<Found> find(const std::vector<Segment>& segments, const std::vector<std::string>& asked,
                          const std::vector<bool>& languages, WordAnalyzer& analyzer) const;

  // Meanings of one text, at most.
  static constexpr std::size_t kMaxMeanings = 16;

 private:
  using Words = std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>>;
  struct Pattern {
    std::uint32_t rule = 0, said = 0;
    std::vector<KeyedWord> words;  // without function words
  };
  struct Rule {
    std::size_t line = 1;
    bool is_mutual = false;
    std::vector<std::string> said, meant, lang;
    std::vector<Words> meant_words;
  };
  struct Match {
    std::size_t first = 0, last = 0;
    std::uint16_t language = 0;
    std::uint32_t pattern = 0;
  };

  void add_pattern(std::uint32_t rule, std::uint32_t said, std::uint16_t language,
                   std::vector<KeyedWord> words);
  bool is_for(const Rule& rule, const std::vector<std::string>& asked) const;
  void find_in(std::uint16_t language, const std::vector<Segment>& segments,
               const std::vector<std::string>& asked, WordAnalyzer& analyzer,
               std::vector<Match>& matches) const;
  Found found_of(const Match* begin, const Match* end) const;

  std::vector<std::string> languages_;
  std::vector<Rule> rules_;
  std::vector<Pattern> patterns_;
  // Patterns by language number and by each key of their first word.
  std::vector<std::unordered_map<std::string, std::vector<std::uint32_t>>> by_first_key_;
};

// Adds the meanings that exist for the reader to a word. Returns false and leaves the word unchanged if there
// are none.
bool add_synonyms(const Synonyms::Found& found, const Lexicon& lexicon, QueryWord& query_word);

// Adds the matched phrase itself as a meaning of its word.
void add_typed_phrase(const Synonyms::Found& found, const Lexicon& lexicon, QueryWord& query_word);

}  // namespace callside
