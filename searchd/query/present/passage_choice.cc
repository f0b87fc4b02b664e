#include "searchd/query/present/passage_choice.h"

#include <algorithm>
#include <limits>

#include "indexer/base/utf8.h"
#include "searchd/query/present/excerpt.h"
#include "searchd/query/present/passage_score.h"

namespace callside {

namespace {

// Weight of a word in the passage's heading relative to one inside. RANKING.md, Passages.
constexpr double kHeadingShare = 0.8;
// Words at which a passage counts half, so that the shorter of two full matches wins. RANKING.md, Passages.
constexpr double kHalfLength = 800;
// Factor by which a later passage must beat an earlier one. RANKING.md, Passages.
constexpr double kMinImprovement = 1.01;

std::span<const std::uint32_t> words_of_block(const StoredDocument& document, std::size_t block) {
  const auto [first, last] = document.block_words(block);
  return document.words().subspan(first, last - first);
}

std::vector<Highlight> marks_of(std::span<const std::uint32_t> words, std::span<const StoredSpan> spans,
                                const Excerpt& shown, const MatchTable& matches, const Question& question) {
  std::vector<Highlight> highlights;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const StoredSpan span = spans[i];
    if (span.start < shown.begin || span.start + span.length > shown.end) continue;
    const MatchTable::Match* match = matches.find(words[i]);
    if (match == nullptr || question.words[match->word].stop) continue;
    const std::uint32_t start = span.start - shown.begin + shown.lead;
    const Highlight mark{start, start + span.length};
    // Overlapping words (parts of a code, bigrams) become one highlight.
    if (!highlights.empty() && mark.start < highlights.back().end) {
      highlights.back().end = std::max(highlights.back().end, mark.end);
    } else {
      highlights.push_back(mark);
    }
  }
  return highlights;
}

// Value of a passage for its length. For a block that is shown in part, only the best window of that size
// counts.
double value_of(const StoredDocument& document, const StoredPassage& passage, const MatchTable& matches) {
  PassageScore score(matches);
  double length = 0;
  const auto [first, last] = document.passage_blocks(passage);
  for (std::uint32_t block = first; block < last; ++block) {
    auto words = words_of_block(document, block);
    if (count_words(words) > kMaxExcerptWords) {
      const BestWindow best = best_window(words, kMaxExcerptWords, matches);
      words = words.subspan(best.first, best.size);
    }
    score.add(words, 1.0);
    length += static_cast<double>(count_words(words));
  }
  if (passage.heading_block != kNoBlock)
    score.add(words_of_block(document, passage.heading_block), kHeadingShare);
  return score.value() / (1.0 + length / kHalfLength);
}

PassageBlock make_block(const StoredDocument& document, std::size_t block, const MatchTable& matches,
                        const Question& question, const std::string& language, SentenceFinder& sentences) {
  PassageBlock shown;
  shown.type = static_cast<BlockType>(document.blocks()[block].type);
  shown.block = block;
  const auto words = words_of_block(document, block);
  const std::string_view text = document.block_text(block);
  const bool matched = std::any_of(words.begin(), words.end(),
                                   [&](std::uint32_t word) { return matches.find(word) != nullptr; });
  const bool may_be_long = may_be_too_long(text, words);
  std::vector<StoredSpan> spans;
  if (matched || may_be_long) spans = document.block_spans(block);
  const Excerpt excerpt = may_be_long
                              ? cut_excerpt({text, shown.type, words, spans, language}, matches, sentences)
                              : Excerpt{0, std::numeric_limits<std::uint32_t>::max(), 0, std::string(text)};
  if (matched) shown.highlights = marks_of(words, spans, excerpt, matches, question);
  shown.text = excerpt.text;
  return shown;
}

}  // namespace

PassageChoice choose_passage(const StoredDocument& document, const MatchTable& matches) {
  PassageChoice best;
  const auto passages = document.passages();
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const double value = value_of(document, passages[i], matches);
    if (value > best.value * kMinImprovement) best = {i, value};
  }
  return best;
}

namespace {

Passage cut(const StoredDocument& document, const StoredPassage& passage, const MatchTable& matches,
            const Question& question, const std::string& language, SentenceFinder& sentences) {
  Passage out;
  if (passage.heading_block != kNoBlock) out.heading = document.block_text(passage.heading_block);
  std::uint32_t offset = 0;
  const auto [first, last] = document.passage_blocks(passage);
  for (std::uint32_t block = first; block < last; ++block) {
    PassageBlock shown = make_block(document, block, matches, question, language, sentences);
    if (block > first) {
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

}  // namespace

Passage cut_passage(const StoredDocument& document, std::size_t number, const MatchTable& matches,
                    const Question& question, const std::string& language, SentenceFinder& sentences) {
  const auto passages = document.passages();
  if (number >= passages.size()) return {};
  return cut(document, passages[number], matches, question, language, sentences);
}

Passage cut_question(const StoredDocument& ticket, const MatchTable& matches, const Question& question,
                     const std::string& language, SentenceFinder& sentences) {
  StoredPassage best{0, 0, kNoBlock};
  double best_value = -1;
  for (std::uint32_t block = 0; block < ticket.blocks().size(); ++block) {
    if (static_cast<Field>(ticket.blocks()[block].field) != Field::question) continue;
    const StoredPassage one{block, 1, kNoBlock};
    const double value = value_of(ticket, one, matches);
    if (value <= best_value * kMinImprovement) continue;
    best = one;
    best_value = value;
  }
  if (best.block_count > 0) return cut(ticket, best, matches, question, language, sentences);
  Passage subject;
  subject.text = ticket.meta().title;
  subject.blocks.push_back({BlockType::paragraph, subject.text, {}, 0});
  return subject;
}

}  // namespace callside
