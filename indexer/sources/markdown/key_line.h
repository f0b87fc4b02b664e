#pragma once

#include <optional>
#include <string_view>

namespace callside {

// A line that gives a key its value, in the notation of YAML, TOML or JSON.
struct KeyLine {
  std::string_view key;    // without quotes
  char sign = ':';         // or '='
  std::string_view value;  // without quotes and a comma at its end; empty: none, or on the lines below
};

// Nothing where `line` is none. White space before the key doesn't count.
std::optional<KeyLine> key_line(std::string_view line);

// Whether a key, as it is or misspelt, may keep somebody from seeing the record: audience, brand, the days on
// which it is valid, and the keys of other systems (source_state.h).
bool is_restricting_key(std::string_view key);

// Whether the text of an object or a list gives such a key a value somewhere, in whatever notation.
bool names_restriction(std::string_view text);

}  // namespace callside
