#include "indexer/assembly/id_words.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::size_t kShortest = 3;          // letters
constexpr std::size_t kLongestExtension = 5;  // bytes with the dot, as ".html"

bool is_word_char(char c) { return is_ascii_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }

std::string_view without_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const bool has = dot != std::string_view::npos && dot > 0 && name.size() - dot <= kLongestExtension;
  return has ? name.substr(0, dot) : name;
}

}  // namespace

std::string id_words(std::string_view id) {
  const std::string_view name = without_extension(id.substr(id.rfind('/') + 1));
  std::string words;
  for (auto begin = name.begin(); begin != name.end();) {
    begin = std::find_if(begin, name.end(), is_word_char);
    const auto end = std::find_if_not(begin, name.end(), is_word_char);
    const std::string_view word(begin, end);
    if (std::none_of(begin, end, is_ascii_digit) && count_code_points(word) >= kShortest)
      words.append(words.empty() ? "" : " ").append(word);
    begin = end;
  }
  return words;
}

}  // namespace callside
