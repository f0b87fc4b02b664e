#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/match_level.h"
#include "searchd/query/understand/synonyms.h"

namespace callside {

// What an agent typed, understood in terms of one generation's vocabulary.

struct FormMatch {
  std::uint32_t form = 0;
  MatchLevel level = MatchLevel::exact;
  float share = 1;            // of the word's weight that the form brings: how sure it is that it was meant
  std::uint16_t synonym = 0;  // of a synonym: which of QueryGroup::synonyms, from 1
  // Translated ones that taught it (MatchLevel::translated), of those the reader may see.
  std::uint32_t articles = 0;
};

// What a word may have been meant as: what it goes on to, what it was mistyped for, what it is a part of, or
// what editors say that it means.
struct Guess {
  MatchLevel level = MatchLevel::prefix;
  std::vector<std::string> terms;  // one meaning; all exist in the index
  double share = 0;                // of the word's weight
  double frequency = 0;            // documents that hold it, an upper bound
  double with_any_term = 0;        // documents that have one of `terms`, an estimate
  // Of a meaning of several words, the terms of each of these; `terms` is empty.
  struct Part {
    std::vector<std::string> terms;
    double frequency = 0;
    double with_any_term = 0;  // documents that have one of `terms`, an estimate
  };
  std::vector<Part> parts = {};
};

// Several words that count as one where they stand together (standing_together.h).
struct WordsTogether {
  MatchLevel level = MatchLevel::synonym;
  float share = 1;
  std::uint16_t synonym = 0;                      // as in FormMatch
  std::uint32_t reach = 2;                        // words within which all of them must stand
  std::string text;                               // as it was written
  std::vector<std::vector<std::uint32_t>> forms;  // of each word, by number
};

// One word of the question: all that counts as that word, in every language of the index. The language of
// three words can't be told, so it isn't asked.
struct QueryGroup {
  SegmentKind kind = SegmentKind::word;
  bool overlay = false;      // lies over other groups (bigrams, joined words and codes)
  bool stop = false;         // carries no meaning beside the other words
  std::size_t position = 0;  // among the groups that are not overlays
  std::uint32_t start = 0;   // where it was typed, in code points; parts of a compound: as the compound
  std::string typed;         // as it was typed

  std::vector<std::string> terms;  // that mean the word itself; all exist in the index
  double frequency = 0;            // documents that hold the word itself, an upper bound
  double with_any_term = 0;        // documents that have one of `terms`, an estimate
  std::vector<Guess> guesses;
  std::vector<FormMatch> forms;  // each form once, by number
  std::vector<WordsTogether> together;
  std::vector<std::string> synonyms;  // "kartica = card (search.yaml:12)": those that were found for it
  // Of the last word, where the text ends with it: ranges of the longer words that begin with it.
  std::vector<Vocabulary::Range> goes_on;
  std::string corrected;  // the word that it was mistyped for; empty: none, or the word stands in the index
};

// A word of the question that no group stands for.
struct LeftOutWord {
  enum class Why : std::uint8_t {
    unknown,      // no document that the reader may see has it
    too_frequent  // the question has kMostGroups that are rarer
  };
  std::uint32_t start = 0;
  std::string typed;
  Why why = Why::unknown;
  bool stop = false;
};

// Adds a term that is not there yet.
void add_term(std::vector<std::string>& terms, std::string term);
// Whether an analysis language is one of those that the agent reads (BCP 47 tags).
bool is_asked(const std::vector<std::string>& asked, std::string_view language);

struct Question {
  std::vector<QueryGroup> groups;
  std::vector<LeftOutWord> left_out;  // without those beyond kMostSegments
  std::size_t positions = 0;          // groups that are not overlays
  std::string before_last;            // the text before its last word, where it ends with that
  std::string corrected;              // the text as it was understood; empty: as it was typed
};

// The most words of a question that are looked at; of these the rarest kMostGroups are searched. A
// transcript's minute has about 150 words.
inline constexpr std::size_t kMostSegments = 256;
inline constexpr std::size_t kMostGroups = 24;

// Turns text into questions. Not thread-safe.
class QuestionReader {
 public:
  // `asked`: languages that the agent reads, for telling stop words and the likelier guess.
  Question read(std::string_view text, const std::vector<std::string>& asked, const Lexicon& lexicon);

  // A word of a language, as the index knows it.
  Word analyse(std::string_view word, std::string_view language) {
    return analyzer_.analyze(word, SegmentKind::word, language);
  }

 private:
  // `parts`: gets the groups of its parts, where the word is a compound.
  QueryGroup look_up(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                     std::vector<QueryGroup>& parts);

  void join(const Segment& first, const Segment& second, const std::vector<std::string>& asked,
            const Lexicon& lexicon, Question& question);
  std::vector<QueryGroup> split(const Segment& segment, const std::vector<std::string>& asked,
                                const Lexicon& lexicon);
  class Meant;

  // What a synonym of several words stands for, as one word; nothing where the reader may know none of it.
  std::optional<QueryGroup> one_of_several(const Synonyms::Found& found, std::string_view text,
                                           const Lexicon& lexicon) const;
  void guess(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon, bool last,
             QueryGroup& group, std::vector<QueryGroup>& parts);
  static void add(QueryGroup group, Question& question);

  Segmenter segmenter_;
  WordAnalyzer analyzer_;
  std::vector<Segment> segments_;
};

}  // namespace callside
