#include "searchd/query/understand/word_bounds.h"

#include <algorithm>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Letters of the shorter half, and documents of the rarer half, at least. RANKING.md, Joined and split words.
constexpr std::size_t kMinHalfLetters = 2;
constexpr double kMinHalfDocuments = 3;

double documents_with_word(std::string_view word, std::uint16_t language, const Lexicon& lexicon) {
  const auto form = lexicon.word(language, word);
  return form && Lexicon::offers(*form) ? documents_with(*form) : 0;
}

}  // namespace

std::size_t find_split(std::string_view word, std::uint16_t language, const Lexicon& lexicon) {
  const std::size_t letters = count_code_points(word);
  std::size_t best = 0;
  double most = 0;
  std::size_t at = 0;
  for (std::size_t letter = 1; letter < letters; ++letter) {
    next_code_point(word, at);
    if (letter < kMinHalfLetters || letters - letter < kMinHalfLetters) continue;
    const double first = documents_with_word(word.substr(0, at), language, lexicon);
    if (first < kMinHalfDocuments) continue;
    const double rarer = std::min(first, documents_with_word(word.substr(at), language, lexicon));
    if (rarer >= kMinHalfDocuments && rarer > most) {
      most = rarer;
      best = at;
    }
  }
  return best;
}

}  // namespace callside
