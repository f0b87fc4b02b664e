#pragma once

#include <optional>
#include <string_view>

namespace callside {

// A line that sets a key, in the notation of YAML, TOML or JSON.
struct KeyLine {
  std::string_view key;    // without quotes
  char sign = ':';         // or '='
  std::string_view value;  // without quotes and a final comma; empty if it has none or on the next lines
};

// Parses a line; returns nullopt if it does not set a key. Ignores leading white space.
std::optional<KeyLine> key_line(std::string_view line);

// Returns true if a key, as it is or misspelt, may restrict who sees the record: audience, brand, the
// validity dates, and the keys of other systems (source_state.h).
bool is_restricting_key(std::string_view key);

// Returns true if the text of an object or list sets such a key anywhere, in any notation.
bool names_restriction(std::string_view text);

}  // namespace callside
