#include "searchd/query/present/excerpt.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "searchd/query/present/passage_score.h"
#include "searchd/query/present/pieces.h"

namespace callside {

namespace {

// Cost up to which the answering run is extended, first with the text after it, then with the text before it;
// and cost of the text before the answer in a sentence that is cut. RANKING.md, Excerpts.
constexpr std::uint32_t kFillCost = 60 * kWordCost;
constexpr std::uint32_t kLeadInCost = 15 * kWordCost;
// Cost at which a run counts half, so that the shorter of two runs with the same words wins. RANKING.md,
// Excerpts.
constexpr double kExcerptHalfLength = 200 * kWordCost;
// Code points that a cut may move to reach white space.
constexpr int kMaxCutShift = 40;

struct Run {
  std::size_t first = 0, last = 0;  // pieces, inclusive
  double value = -1;
};

bool is_space(char32_t c) { return c != kInvalid && u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// The run of pieces with the highest value for its length; of equals, the first. Only pieces that contain
// matches start or end a run, and no run costs more than kMaxCost.
Run best_run(std::span<const TextPiece> pieces, const LongBlock& block, const MatchTable& matches) {
  struct Hit {
    std::size_t piece;
    std::size_t word;
  };
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::uint32_t word = pieces[i].first; word < pieces[i].last; ++word) {
      if (const auto* match = matches.find(block.words[word])) hits.push_back({i, match->word});
    }
  }
  Run best;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (i > 0 && hits[i].piece == hits[i - 1].piece) continue;
    PassageScore score(matches);
    std::uint32_t cost = 0;
    std::size_t next = hits[i].piece;
    for (std::size_t j = i; j < hits.size();) {
      const std::size_t last = hits[j].piece;
      while (next <= last && cost <= kMaxCost) cost += pieces[next++].cost;
      if (cost > kMaxCost) break;
      for (; j < hits.size() && hits[j].piece == last; ++j) score.add_query_word(hits[j].word, 1.0);
      const double value = score.value() / (1.0 + cost / kExcerptHalfLength);
      if (value > best.value + kSameValue) best = {hits[i].piece, last, value};
    }
  }
  return best;
}

// Extends a run with neighbouring pieces while there is room.
void fill_run(Run& run, std::span<const TextPiece> pieces, std::uint32_t lead_in) {
  std::uint32_t cost = 0;
  for (std::size_t i = run.first; i <= run.last; ++i) cost += pieces[i].cost;
  const auto take_before = [&](std::uint32_t most) {
    for (; run.first > 0 && cost + pieces[run.first - 1].cost <= most; --run.first)
      cost += pieces[run.first - 1].cost;
  };
  take_before(std::min(kFillCost, cost + lead_in));
  for (; run.last + 1 < pieces.size() && cost + pieces[run.last + 1].cost <= kFillCost; ++run.last)
    cost += pieces[run.last + 1].cost;
  take_before(kFillCost);
}

// End of a sentence that is cut after a word: includes the punctuation attached to the word, up to white
// space or to a word of a script without spaces.
std::uint32_t end_of_word(const LongBlock& block, const TextPiece& last) {
  Cursor at{block.text, last.byte, last.begin};
  at.move_to(last.stop);
  const std::uint32_t end = at.code_point;
  for (int i = 0; i < kMaxCutShift && at.byte < block.text.size(); ++i) {
    const Cursor before = at;
    const char32_t c = at.next();
    const CharacterClass type = class_of(c);
    const int category = c == kInvalid ? 0 : u_charType(static_cast<UChar32>(c));
    if (is_space(c) || type == CharacterClass::ideographic || type == CharacterClass::dictionary ||
        category == U_START_PUNCTUATION || category == U_INITIAL_PUNCTUATION)
      return before.code_point;
  }
  return at.byte == block.text.size() ? at.code_point : end;
}

// If words[first] is attached to words before it by punctuation, the index of the first of these.
std::size_t start_of_word(std::span<const TextPiece> words, std::size_t first, const LongBlock& block) {
  for (std::size_t i = first; i > 0 && words[first].begin - words[i].begin < kMaxCutShift; --i) {
    const std::string_view text = block.text.substr(words[i - 1].byte, words[i].byte - words[i - 1].byte);
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      const CharacterClass type = class_of(c);
      if (is_space(c) || type == CharacterClass::ideographic || type == CharacterClass::dictionary) return i;
    }
  }
  return first;
}

// The white space at a cut that is kept next to the ellipsis: none, a space or a newline.
struct Gap {
  std::string_view text;

  void add(char32_t c) {
    if (c == U'\n') text = "\n";
    if (text.empty()) text = " ";
  }
};

// Cuts the text and adds an ellipsis where text was removed, separated from the words if white space was
// there.
Excerpt make_excerpt(const LongBlock& block, Cursor first, std::uint32_t end) {
  const std::uint32_t begin = first.code_point;
  Gap before;
  for (std::size_t at = first.byte; at > 0;) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(block.text[at]) & 0xC0U) == 0x80U);
    std::size_t next = at;
    const char32_t c = next_code_point(block.text, next);
    if (!is_space(c)) break;
    before.add(c);
  }
  // Skips white space at the start, and combining marks whose base letter was cut off.
  for (Cursor next = first; begin > 0 && next.byte < block.text.size(); first = next) {
    const char32_t c = next.next();
    const bool mark = class_of(c) == CharacterClass::extend && next.code_point <= begin + kMaxCutShift;
    if (!is_space(c) && !mark) break;
    if (is_space(c)) before.add(c);
  }
  Cursor last = first;
  Gap behind;
  for (Cursor next = first; next.byte < block.text.size();) {
    const char32_t c = next.next();
    const bool mark = class_of(c) == CharacterClass::extend && next.code_point <= end + kMaxCutShift;
    if (is_space(c)) {
      behind.add(c);
    } else {
      if (next.code_point > end && !mark) break;
      last = next;
      behind = {};
    }
  }
  Excerpt out{first.code_point, last.code_point, 0, {}};
  if (begin > 0) {
    out.text.append("…").append(before.text);
    out.lead = 1 + static_cast<std::uint32_t>(before.text.size());
  }
  out.text += block.text.substr(first.byte, last.byte - first.byte);
  if (block.text.find_first_not_of(" \t\r\n", last.byte) != std::string_view::npos)
    out.text.append(behind.text).append("…");
  return out;
}

std::span<const TextPiece> words_in(const TextPiece& sentence, std::span<const TextPiece> words) {
  const auto before = [](const TextPiece& piece, std::uint32_t code_point) {
    return piece.begin < code_point;
  };
  const auto begin = std::lower_bound(words.begin(), words.end(), sentence.begin, before);
  return {begin, std::lower_bound(begin, words.end(), sentence.end, before)};
}

}  // namespace

bool may_be_too_long(std::string_view text, std::span<const std::uint32_t> words) {
  if (text.size() < std::size_t{kMaxCost}) return false;
  if (text.size() > std::size_t{kMaxExcerptWords} * kCodePointsPerWord) return true;
  return count_words(words) > kMaxExcerptWords;
}

Excerpt cut_excerpt(const LongBlock& block, const MatchTable& matches, SentenceFinder& finder) {
  const std::vector<TextPiece> words = words_of(block, matches);
  std::size_t cost = 0;
  for (const TextPiece& word : words) cost += word.cost;
  // A part of a very long block is never this short.
  if (cost <= kMaxCost) return {0, words.back().end, 0, std::string(block.text)};
  const std::vector<TextPiece> sentences = sentences_of(words, block, finder);
  const auto start_of = [&](const TextPiece& piece) { return Cursor{block.text, piece.byte, piece.begin}; };

  Run run = best_run(sentences, block, matches);
  if (run.value < 0) run = {0, 0, -1};  // nothing matches: use the beginning
  const TextPiece* cut = sentences[run.first].cost > kMaxCost ? &sentences[run.first] : nullptr;
  for (const TextPiece& sentence : sentences) {
    if (sentence.cost <= kMaxCost) continue;
    const Run other = best_run(words_in(sentence, words), block, matches);
    if (other.value <= run.value + kSameValue) continue;
    cut = &sentence;
    run = other;
  }
  if (cut == nullptr) {
    fill_run(run, sentences, 0);
    return make_excerpt(block, start_of(sentences[run.first]), sentences[run.last].end);
  }
  const std::span<const TextPiece> inside = words_in(*cut, words);
  if (inside.empty()) return make_excerpt(block, start_of(*cut), cut->end);
  fill_run(run, inside, kLeadInCost);
  const std::size_t first = start_of_word(inside, run.first, block);
  return make_excerpt(block, start_of(first == 0 ? *cut : inside[first]),
                      end_of_word(block, inside[run.last]));
}

}  // namespace callside
