#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Parses BCP 47 language tags as sources write them. Any thread.

// Returns the canonical tag: "en-US" for "EN-us", "en_US" and "en-US", and the successor of a withdrawn code
// ("he" for "iw"). Returns nullopt if the tag is malformed or the language does not exist ("english", "xx").
// Keeps "und".
std::optional<std::string> canonical_language(std::string_view tag);

// Returns the canonical tag of a folder named after a language ("en", "pt-BR", "zh_Hans"), nullopt for other
// names. Stricter than canonical_language(): accepts three letters only if ICU has data for the language,
// because folders are also called "faq" or "new".
std::optional<std::string> language_of_folder(std::string_view name);

}  // namespace callside
