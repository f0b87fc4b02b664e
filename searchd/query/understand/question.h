#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/time_plan.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/match_level.h"
#include "searchd/query/understand/synonyms.h"

namespace callside {

// What did the agent ask, in terms of one generation's vocabulary? RANKING.md, Understand.

struct FormMatch {
  std::uint32_t form = 0;
  MatchLevel level = MatchLevel::exact;
  float share = 1;            // of the word's weight: how certain the match is
  std::uint16_t synonym = 0;  // for synonyms: index in QueryWord::synonyms plus one; 0: none
  // Articles that taught the translation and that the reader may see (MatchLevel::translated).
  std::uint32_t articles = 0;
};

// Something that a word may mean: a completion, a correction, a compound that contains it, or an editors'
// synonym.
struct Guess {
  MatchLevel level = MatchLevel::prefix;
  std::vector<std::string> terms;  // of one meaning; all exist in the index
  double share = 0;                // of the word's weight
  double frequency = 0;            // documents that contain it, an upper bound
  double any_term_frequency = 0;   // documents with one of `terms`, an estimate
  // For a phrase, the terms of each of its words; `terms` is empty then.
  struct Part {
    std::vector<std::string> terms;
    double frequency = 0;
    double any_term_frequency = 0;  // documents with one of `terms`, an estimate
  };
  std::vector<Part> parts = {};
};

// Several words that count as one if they are together (phrase_matcher.h).
struct Phrase {
  MatchLevel level = MatchLevel::synonym;
  float share = 1;
  std::uint16_t synonym = 0;                      // as in FormMatch
  std::uint32_t window = 2;                       // words within which all of them must be
  std::string text;                               // as written by the editor
  std::vector<std::vector<std::uint32_t>> forms;  // of each word, by number in the vocabulary
};

// One word of the question: everything that counts as that word, in every language of the index. The language
// of three words cannot be detected reliably, so it is not.
struct QueryWord {
  SegmentKind kind = SegmentKind::word;
  bool overlay = false;      // overlaps other words (bigrams, joined words, codes)
  bool stop = false;         // a stop word: ignored if there are other words
  std::size_t position = 0;  // among the words that are not overlays
  // position in the text, in code points; for a part of a compound, that of the compound
  std::uint32_t start = 0;
  std::string typed;  // as typed

  std::vector<std::string> terms;  // of the word itself; all exist in the index
  double frequency = 0;            // documents that contain the word itself, an upper bound
  double any_term_frequency = 0;   // documents with one of `terms`, an estimate
  std::vector<Guess> guesses;
  std::vector<FormMatch> forms;  // each form once, sorted by number
  std::vector<Phrase> phrases;
  std::vector<std::string> synonyms;  // rules that matched: "kartica = card (search.yaml:12)"
  // For the last word, if the text ends with it: ranges of longer words that begin with it.
  std::vector<Vocabulary::Range> continuations;
  std::string corrected;  // most likely correction; empty: none, or the index has the word
  double everyday = 0;    // share of everyday utterances that have the word as typed (everyday_words.h)
};

// A word of the question that is not searched for.
struct UnsearchedWord {
  enum class Why : std::uint8_t {
    unknown,      // no document visible to the reader has it
    too_frequent  // there are kMaxQueryWords rarer words
  };
  std::uint32_t start = 0;
  std::string typed;
  Why why = Why::unknown;
  bool stop = false;
  double everyday = 0;  // as in QueryWord
};

// Adds a term unless it is there already.
void add_term(std::vector<std::string>& terms, std::string term);
// Returns true if an analysis language is one of the languages asked for (BCP 47 tags).
bool is_asked(const std::vector<std::string>& asked, std::string_view language);

struct Question {
  // Where a code is that no document has, [start, end) in code points. Documents may have parts of it.
  struct UnknownCode {
    std::uint32_t start = 0, end = 0;
  };

  std::vector<QueryWord> words;
  std::vector<UnsearchedWord> unsearched;  // without words after kMaxSegments
  std::vector<UnknownCode> unknown_codes;
  std::size_t positions = 0;         // words that are not overlays
  EverydayWords::Likeness likeness;  // to everyday utterances
  std::string before_last;           // the text before its last word, if it ends with a word
  std::string corrected;             // the text with typing errors corrected; empty: nothing was corrected
};

// Segments of a question that are read, and words that are searched (the rarest). A minute of a call has
// about 150 words. RANKING.md, Words and forms.
inline constexpr std::size_t kMaxSegments = 256;
inline constexpr std::size_t kMaxQueryWords = 24;

// Turns text into questions. Not thread-safe.
class QuestionReader {
 public:
  // `asked`: languages that the agent reads; they decide about stop words and corrections.
  Question read(std::string_view text, const std::vector<std::string>& asked, const Lexicon& lexicon,
                TimePlan& time);

  // Analyses a word as the indexer does.
  Word analyse(std::string_view word, std::string_view language) {
    return analyzer_.analyze(word, SegmentKind::word, language);
  }

 private:
  // `parts`: receives the parts if the word is a compound.
  QueryWord look_up(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                    std::vector<QueryWord>& parts);

  void join(const Segment& first, const Segment& second, const std::vector<std::string>& asked,
            const Lexicon& lexicon, Question& question);
  std::vector<QueryWord> split(const Segment& segment, const std::vector<std::string>& asked,
                               const Lexicon& lexicon);
  class SynonymMatcher;

  // The word for a phrase that editors gave meanings; nullopt if the reader may know none of them.
  std::optional<QueryWord> make_phrase_word(const Synonyms::Found& found, std::string_view text,
                                            const Lexicon& lexicon) const;
  void guess(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
             TimePlan& time, bool last, QueryWord& query_word, std::vector<QueryWord>& parts);
  static void add(QueryWord query_word, Question& question);

  Segmenter segmenter_;
  WordAnalyzer analyzer_;
  std::vector<Segment> segments_;
  // By language: the words of the question in everyday language; nullptr for others.
  std::vector<std::vector<const EverydayWords::Entry*>> spoken_;
};

}  // namespace callside
