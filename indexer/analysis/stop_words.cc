#include "indexer/analysis/stop_words.h"

#include <set>

namespace callside {

bool is_stop_word(std::string_view language, std::string_view word) {
  static const std::set<std::string_view> en{"a", "an", "the", "of", "to", "in", "for", "and", "or", "is", "are", "with", "by", "on", "as", "from", "how", "do", "i", "my"};
  static const std::set<std::string_view> de{"der", "die", "das", "und", "in", "von", "mit", "zu", "für", "ein", "eine", "den", "des", "im", "auf"};
  static const std::set<std::string_view> fr{"le", "la", "les", "de", "des", "du", "un", "une", "et", "dans", "à", "en", "l", "d", "pour", "par", "sur"};
  static const std::set<std::string_view> sl{"in", "v", "na", "za", "z", "s", "iz", "se", "je", "po", "od", "do"};
  static const std::set<std::string_view> ja{"の", "を", "に", "は", "が", "で", "と", "も", "から"};
  return (language == "en" && en.contains(word)) || (language == "de" && de.contains(word)) ||
         (language == "fr" && fr.contains(word)) || (language == "sl" && sl.contains(word)) ||
         (language == "ja" && ja.contains(word));
}

}  // namespace callside
