#include "searchd/query/present/pieces.h"

#include <algorithm>
#include <iterator>

#include "searchd/query/present/passage_score.h"

namespace callside {

namespace {

// Text without words is cut into pieces of this many code points.
constexpr std::uint32_t kMaxGap = 64;
// Bytes in which sentences are looked for; in a longer block, those around the best match.
constexpr std::size_t kMaxBytes = 16384;
// Words, including overlays, around a match that are sure to contain so many bytes.
constexpr std::size_t kWordsAround = 4096;

// Words [first, last), each with the text that follows it; long text without words is cut into pieces.
std::vector<TextPiece> read_words(const LongBlock& block, std::uint32_t first, std::uint32_t last) {
  std::vector<TextPiece> out;
  Cursor at{block.text};
  const auto add = [&](std::uint32_t begin, std::uint32_t word) {
    at.move_to(begin);
    TextPiece piece{begin, 0, begin, at.byte, 0, word, word};
    if (!out.empty()) out.back().end = begin;
    out.push_back(piece);
  };
  const auto fill_gap = [&](std::uint32_t from, std::uint32_t to, std::uint32_t word) {
    for (; to - from > kMaxGap; from += kMaxGap) add(from, word);
  };
  std::uint32_t done = first == 0 ? 0 : block.spans[first].start;
  for (std::uint32_t i = first; i < last; ++i) {
    if ((block.words[i] & kOverlayBit) != 0) continue;
    const StoredSpan span = block.spans[i];
    if (span.start > done) fill_gap(done, span.start, i);
    add(span.start, i);
    out.back().stop = span.start + span.length;
    Cursor sign = at;
    if (sign.byte < block.text.size() && class_of(sign.next()) == CharacterClass::ideographic)
      out.back().cost = span.length;
    done = std::max(done, span.start + span.length);
  }
  std::uint32_t end = 0;
  if (last < block.words.size()) {
    end = block.spans[last].start;
  } else {
    end = at.code_point + static_cast<std::uint32_t>(count_code_points(block.text.substr(at.byte)));
  }
  if (end > done) fill_gap(done, end, last);
  if (out.empty()) add(0, first);
  if (first == 0) {
    out.front().begin = 0;
    out.front().byte = 0;
  }
  out.back().end = end;
  for (std::size_t i = 0; i < out.size(); ++i) {
    TextPiece& piece = out[i];
    piece.last = i + 1 < out.size() ? out[i + 1].first : last;
    piece.stop = std::max(piece.stop, std::min(piece.end, piece.begin + 1));
    piece.cost = std::max({piece.cost, (piece.end - piece.begin) * kWordCost / kCodePointsPerWord,
                           piece.cost == 0 ? kWordCost : 0});
  }
  return out;
}

}  // namespace

std::vector<TextPiece> words_of(const LongBlock& block, const MatchTable& matches) {
  const std::size_t count = block.words.size();
  if (block.text.size() <= kMaxBytes) return read_words(block, 0, static_cast<std::uint32_t>(count));
  const std::size_t best = best_window(block.words, kMaxExcerptWords, matches).first;
  const std::size_t first = best - std::min(best, kWordsAround);
  const std::size_t last = std::min(count, best + kWordsAround);
  std::vector<TextPiece> words =
      read_words(block, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last));
  const auto holds =
      std::upper_bound(words.begin(), words.end(), best,
                       [](std::size_t word, const TextPiece& piece) { return word < piece.first; });
  const std::size_t byte = holds == words.begin() ? words.front().byte : std::prev(holds)->byte;
  const auto byte_before = [](std::size_t at, const TextPiece& piece) { return at < piece.byte; };
  const auto begin =
      std::upper_bound(words.begin() + 1, words.end(), byte - std::min(byte, kMaxBytes / 4), byte_before) - 1;
  const auto end = std::upper_bound(begin + 1, words.end(), byte + kMaxBytes / 2, byte_before);
  return {begin, end};
}

std::vector<TextPiece> sentences_of(const std::vector<TextPiece>& words, const LongBlock& block,
                                    SentenceFinder& finder) {
  const std::size_t from = words.front().byte;
  Cursor at{block.text, from, words.front().begin};
  Cursor behind = at;
  behind.move_to(words.back().end);
  const std::string_view text = block.text.substr(from, behind.byte - from);
  std::vector<std::size_t> ends;
  if (block.type == BlockType::code || block.type == BlockType::row) {
    for (auto line = text.find('\n'); line != std::string_view::npos; line = text.find('\n', line + 1))
      ends.push_back(line + 1);
    if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
  } else {
    ends = finder.ends(text, block.language);
  }
  std::vector<TextPiece> out;
  std::size_t word = 0;
  for (const std::size_t end : ends) {
    TextPiece sentence{at.code_point, 0, 0, at.byte, 0, words[std::min(word, words.size() - 1)].first, 0};
    at.move_to_byte(from + end);
    sentence.end = at.code_point;
    sentence.last = sentence.first;
    for (; word < words.size() && (words[word].stop <= sentence.end || end == ends.back()); ++word) {
      sentence.cost += words[word].cost;
      sentence.last = words[word].last;
    }
    out.push_back(sentence);
  }
  if (from > 0) out.front().cost = kMaxCost + 1;
  if (behind.byte < block.text.size()) out.back().cost = kMaxCost + 1;
  return out;
}

}  // namespace callside
