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

struct QueryGroup;

// The editors' synonyms (editorial_rules.h), analysed once for a generation's languages. A text of theirs
// stands in a question where its words do, in its order and by their stems, with nothing but function words
// between them: no typing slip, no half-typed word. The longest is taken, the first of equals, and nothing
// that overlaps with it. Immutable; any thread.
class Synonyms {
 public:
  Synonyms() = default;
  // `languages`: Vocabulary::languages().
  Synonyms(const std::vector<SynonymRule>& rules, const std::vector<std::string>& languages);

  bool empty() const { return patterns_.empty(); }

  // One text that another means.
  struct Meaning {
    std::size_t line = 1;  // of the editors' file
    std::string said, meant;
    // What was meant, as words, by number of the language.
    const std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>>* words = nullptr;
  };
  struct Found {
    std::size_t first = 0, last = 0;  // of the segments; both are of it
    std::vector<Meaning> meanings;    // in the order of the file, at most kMostMeanings
    // What was said, as words that the index may have.
    std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>> said;
  };
  // Those that stand in a question, in its order. `asked`: languages that the agent reads; `languages`: those
  // of the reader (Lexicon::languages).
  std::vector<Found> find(const std::vector<Segment>& segments, const std::vector<std::string>& asked,
                          const std::vector<bool>& languages, WordAnalyzer& analyzer) const;

  static constexpr std::size_t kMostMeanings = 16;

 private:
  using Words = std::vector<std::pair<std::uint16_t, std::vector<KeyedWord>>>;
  struct Pattern {
    std::uint32_t rule = 0, said = 0;
    std::vector<KeyedWord> words;  // those that count
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
  // By number of the language, then by each key of a pattern's first word.
  std::vector<std::unordered_map<std::string, std::vector<std::uint32_t>>> begins_;
};

// Adds to a word's group what the editors say that it means, as far as the reader may know of it. False: they
// may know none of it, and the group is as it was.
bool add_synonyms(const Synonyms::Found& found, const Lexicon& lexicon, QueryGroup& group);

// Adds to a group that stands for several words these words themselves, where they stand together.
void add_words_themselves(const Synonyms::Found& found, const Lexicon& lexicon, QueryGroup& group);

}  // namespace callside
