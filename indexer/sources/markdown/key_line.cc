#include "indexer/sources/markdown/key_line.h"

#include <array>

#include "indexer/base/ascii.h"
#include "indexer/base/near_key.h"
#include "indexer/sources/source_state.h"

namespace callside {

namespace {

constexpr std::array<std::string_view, 5> kRestrictingWords = {"audience", "brand", "valid_from",
                                                               "valid_until", "visibility"};

bool is_key_letter(char c) { return is_ascii_letter(c) || c == '_'; }
bool is_of_key(char c) { return is_key_letter(c) || is_ascii_digit(c) || c == '-' || c == '.'; }
bool is_quote(char c) { return c == '"' || c == '\''; }

std::string_view trim(std::string_view text, std::string_view signs) {
  const std::size_t begin = text.find_first_not_of(signs);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(signs) - begin + 1);
}

}  // namespace

std::optional<KeyLine> key_line(std::string_view line) {
  line = trim(line, " \t\r");
  const char quote = !line.empty() && is_quote(line.front()) ? line.front() : '\0';
  if (quote != '\0') line.remove_prefix(1);
  std::size_t end = 0;
  while (end < line.size() && is_of_key(line[end])) ++end;
  if (end == 0 || !is_key_letter(line.front())) return std::nullopt;
  KeyLine found;
  found.key = line.substr(0, end);
  if (quote != '\0') {
    if (end == line.size() || line[end] != quote) return std::nullopt;
    ++end;
  }
  const std::size_t sign = line.find_first_not_of(" \t", end);
  if (sign == std::string_view::npos || (line[sign] != ':' && line[sign] != '=')) return std::nullopt;
  found.sign = line[sign];
  const std::string_view rest = line.substr(sign + 1);
  // "https://example.org" and "a == b" do not set a key.
  const bool has_space = rest.empty() || rest.front() == ' ' || rest.front() == '\t';
  if (!has_space && quote == '\0' && (found.sign == ':' || rest.front() == '=')) return std::nullopt;
  found.value = trim(trim(rest, " \t,"), " \t\"'");
  return found;
}

bool is_restricting_key(std::string_view key) {
  return is_certain_state_key(key) || !mistyped_key(key, kRestrictingWords).empty();
}

bool names_restriction(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_of_key(text[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const std::string_view word = text.substr(at, end - at);
    const std::size_t sign = text.find_first_not_of(" \t\"'", end);
    if (sign != std::string_view::npos && (text[sign] == ':' || text[sign] == '=') &&
        is_restricting_key(word))
      return true;
    at = end;
  }
  return false;
}

}  // namespace callside
