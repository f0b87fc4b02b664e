#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "indexer/schema/vocabulary.h"

namespace callside {

// What an agent typed, understood in terms of one generation's vocabulary.

// How a word of a document answers a word of the question, best first.
enum class MatchLevel : std::uint8_t { exact, folded, stem, prefix };

// One word of the question: all that counts as that word, in every language of the index. The language of
// three words can't be told, so it isn't asked.
struct QueryGroup {
  SegmentKind kind = SegmentKind::word;
  bool overlay = false;      // lies over other groups (bigrams, joined words and codes)
  bool stop = false;         // carries no meaning beside the other words
  std::size_t position = 0;  // among the groups that are not overlays

  std::vector<std::string> terms;             // that mean the word itself; all exist in the index
  std::vector<std::string> completion_terms;  // of longer words that begin with it, where it is the last
  std::vector<std::pair<std::uint32_t, MatchLevel>> forms;  // form numbers, by number

  double frequency = 0;  // documents that hold the word itself, an upper bound
  double completion_frequency = 0;
};

struct Question {
  std::vector<QueryGroup> groups;
  std::size_t positions = 0;  // groups that are not overlays
};

// The most words of a question that are looked at; of these the rarest kMostGroups are searched. A
// transcript's minute has about 150 words.
inline constexpr std::size_t kMostSegments = 256;
inline constexpr std::size_t kMostGroups = 24;

// Turns text into questions. Not thread-safe.
class QuestionReader {
 public:
  // `asked`: languages that the agent reads, for telling stop words. `visible_sets`:
  // Vocabulary::visible_class_sets of who asks: a word that stands only in documents
  // which they may not see is a word that the index does not have.
  Question read(std::string_view text, const std::vector<std::string>& asked, const Vocabulary& vocabulary,
                const std::vector<bool>& visible_sets);

 private:
  QueryGroup look_up(const Segment& segment, const std::vector<std::string>& asked,
                     const Vocabulary& vocabulary, const std::vector<bool>& visible_sets);
  void complete(const Segment& segment, const Vocabulary& vocabulary, const std::vector<bool>& visible_sets,
                QueryGroup& group);

  Segmenter segmenter_;
  WordAnalyzer analyzer_;
  std::vector<Segment> segments_;
};

}  // namespace callside
