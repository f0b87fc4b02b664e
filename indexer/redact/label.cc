#include "indexer/redact/label.h"

#include <algorithm>

namespace callside {
namespace {

// Returns true if a sentence or line ends between two words.
bool sentence_ends(const Reading& reading, std::size_t left_end, std::size_t right_begin,
                   std::size_t left_size) {
  constexpr std::size_t kLongestAbbreviation = 5, kLongestGap = 60;
  if (right_begin - left_end > kLongestGap) return true;
  for (std::size_t unit = left_end; unit < right_begin; ++unit) {
    const char32_t c = reading.at(unit);
    // "Date of birth:" on the line above
    if (c == '\n' && unit > 0 && reading.before(unit) == ':') continue;
    if (c == '\n' || c == '!' || c == '?') return true;
    if (c == '.' && unit > 0 && is_digit(reading.before(unit))) continue;  // "in der 37. Woche"
    if (c == '.' && reading.at(unit + 1) == ' ' && (unit > left_end || left_size > kLongestAbbreviation))
      return true;
  }
  return false;
}

}  // namespace

Roles roles_before(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words) {
  const auto& words = reading.words();
  const std::size_t end = reading.word_from(unit);
  std::size_t first = end, right = unit;
  while (first > 0 && end - first < most_words) {
    const CueWord& word = words[first - 1];
    if (word.end > unit || sentence_ends(reading, word.end, right, word.size())) break;
    right = word.begin;
    --first;
  }
  Roles found;
  const auto& cues = reading.cues();
  for (auto cue = std::ranges::lower_bound(cues, first, {}, &Cue::first);
       cue != cues.end() && cue->first < end; ++cue) {
    if (cue->last <= end) found |= cue->roles & wanted;
  }
  return found;
}

Roles roles_after(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words) {
  const auto& words = reading.words();
  const std::size_t first = reading.word_from(unit);
  std::size_t last = first, left = unit, size = 100;
  while (last < words.size() && last - first < most_words) {
    if (sentence_ends(reading, left, words[last].begin, size)) break;
    left = words[last].end;
    size = words[last].size();
    ++last;
  }
  Roles found;
  const auto& cues = reading.cues();
  for (auto cue = std::ranges::lower_bound(cues, first, {}, &Cue::first);
       cue != cues.end() && cue->first < last; ++cue) {
    found |= cue->roles & wanted;
  }
  return found;
}

}  // namespace callside
