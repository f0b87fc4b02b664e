#include "searchd/query/passage_choice.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Each further occurrence of a word adds less; a word in the passage's heading counts as this much of one
// inside.
constexpr double kRepeat = 0.25;
constexpr double kHeading = 0.8;

// How much of the question's weight one passage holds.
class PassageScore {
 public:
  PassageScore(const MatchTable& matches, const Question& question) : matches_(matches), question_(question) {
    counts_.fill(0.0);
  }

  void add(std::span<const std::uint32_t> words, double worth) {
    for (const std::uint32_t word : words) {
      if (const MatchTable::Match* match = matches_.find(word)) counts_[match->group] += worth;
    }
  }

  double value() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.groups.size(); ++g) {
      const double count = counts_[g];
      if (count > 0)
        sum += matches_.weight(g) * (std::min(1.0, count) + kRepeat * std::log2(std::max(1.0, count)));
    }
    return sum;
  }

 private:
  const MatchTable& matches_;
  const Question& question_;
  std::array<double, kMostGroups> counts_;
};

std::span<const std::uint32_t> words_of(const StoredDocument& document, std::size_t block) {
  const auto [first, last] = document.block_words(block);
  return document.words().subspan(first, last - first);
}

std::vector<Highlight> highlights_in(const StoredDocument& document, std::size_t block,
                                     const MatchTable& matches, const Question& question) {
  std::vector<Highlight> highlights;
  const auto words = words_of(document, block);
  std::vector<StoredSpan> spans;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const MatchTable::Match* match = matches.find(words[i]);
    if (match == nullptr || question.groups[match->group].stop) continue;
    if (spans.empty()) spans = document.block_spans(block);
    const Highlight mark{spans[i].start, spans[i].start + spans[i].length};
    // Words that lie over each other (parts of a code, bigrams) are one mark.
    if (!highlights.empty() && mark.start < highlights.back().end) {
      highlights.back().end = std::max(highlights.back().end, mark.end);
    } else {
      highlights.push_back(mark);
    }
  }
  return highlights;
}

}  // namespace

PassageChoice choose_passage(const StoredDocument& document, const MatchTable& matches,
                             const Question& question) {
  PassageChoice best;
  const auto passages = document.passages();
  for (std::size_t i = 0; i < passages.size(); ++i) {
    PassageScore score(matches, question);
    const StoredPassage& passage = passages[i];
    for (std::size_t b = 0; b < passage.block_count; ++b)
      score.add(words_of(document, passage.first_block + b), 1.0);
    if (passage.heading_block != kNoBlock) score.add(words_of(document, passage.heading_block), kHeading);
    if (score.value() > best.good) best = {i, score.value()};
  }
  return best;
}

Passage cut_passage(const StoredDocument& document, std::size_t number, const MatchTable& matches,
                    const Question& question) {
  Passage out;
  const auto passages = document.passages();
  if (number >= passages.size()) return out;
  const StoredPassage& passage = passages[number];
  if (passage.heading_block != kNoBlock) out.heading = document.block_text(passage.heading_block);
  std::uint32_t offset = 0;
  for (std::uint32_t i = 0; i < passage.block_count; ++i) {
    const std::size_t block = passage.first_block + i;
    PassageBlock shown;
    shown.type = static_cast<BlockType>(document.blocks()[block].type);
    shown.text = document.block_text(block);
    shown.highlights = highlights_in(document, block, matches, question);
    shown.block = block;
    if (i > 0) {
      out.text += '\n';
      ++offset;
    }
    for (const Highlight& mark : shown.highlights)
      out.highlights.push_back({offset + mark.start, offset + mark.end});
    out.text += shown.text;
    offset += static_cast<std::uint32_t>(count_code_points(shown.text));
    out.blocks.push_back(std::move(shown));
  }
  return out;
}

}  // namespace callside
