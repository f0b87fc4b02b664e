#include "searchd/query/present/passage_choice.h"

#include <algorithm>
#include <limits>

#include "indexer/base/utf8.h"
#include "searchd/query/present/excerpt.h"
#include "searchd/query/present/passage_score.h"

namespace callside {

namespace {

// A word in the passage's heading counts as this much of one inside.
constexpr double kHeading = 0.8;
// A passage of so many words counts half: of two that hold the whole question, the shorter says it.
constexpr double kHalfLength = 800;
// By how much a later passage must be better than an earlier one: more than a few words in its length.
constexpr double kBetter = 1.01;

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
    if (match == nullptr || question.groups[match->group].stop) continue;
    const std::uint32_t start = span.start - shown.begin + shown.lead;
    const Highlight mark{start, start + span.length};
    // Words that lie over each other (parts of a code, bigrams) are one mark.
    if (!highlights.empty() && mark.start < highlights.back().end) {
      highlights.back().end = std::max(highlights.back().end, mark.end);
    } else {
      highlights.push_back(mark);
    }
  }
  return highlights;
}

// How much of the question a passage says, for its length. Of a block that is shown in part, what the part
// can hold counts.
double value_of(const StoredDocument& document, const StoredPassage& passage, const MatchTable& matches) {
  PassageScore score(matches);
  double length = 0;
  const auto [first, last] = document.passage_blocks(passage);
  for (std::uint32_t block = first; block < last; ++block) {
    auto words = words_of_block(document, block);
    if (count_words(words) > kMostWords) {
      const BestWindow best = best_window(words, kMostWords, matches);
      words = words.subspan(best.first, best.size);
    }
    score.add(words, 1.0);
    length += static_cast<double>(count_words(words));
  }
  if (passage.heading_block != kNoBlock) score.add(words_of_block(document, passage.heading_block), kHeading);
  return score.value() / (1.0 + length / kHalfLength);
}

PassageBlock show_block(const StoredDocument& document, std::size_t block, const MatchTable& matches,
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
    const double good = value_of(document, passages[i], matches);
    if (good > best.good * kBetter) best = {i, good};
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
    PassageBlock shown = show_block(document, block, matches, question, language, sentences);
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
  double most = -1;
  for (std::uint32_t block = 0; block < ticket.blocks().size(); ++block) {
    if (static_cast<Field>(ticket.blocks()[block].field) != Field::question) continue;
    const StoredPassage one{block, 1, kNoBlock};
    const double good = value_of(ticket, one, matches);
    if (good <= most * kBetter) continue;
    best = one;
    most = good;
  }
  if (best.block_count > 0) return cut(ticket, best, matches, question, language, sentences);
  Passage subject;
  subject.text = ticket.meta().title;
  subject.blocks.push_back({BlockType::paragraph, subject.text, {}, 0});
  return subject;
}

}  // namespace callside
