#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// BCP 47 language tags as sources write them. Any thread.

// The canonical tag: "EN-us", "en_US" and "en-US" are "en-US"; withdrawn codes become their successors ("iw"
// is "he"). Nothing for what is no tag, or for a language that does not exist ("english", "xx"). "und" stays
// as it is.
std::optional<std::string> canonical_language(std::string_view tag);

// The language that a folder's name stands for ("en", "pt-BR", "zh_Hans"), canonical; nothing for other
// names. Stricter than canonical_language(): three-letter names count only where ICU has data for the
// language, because folders are also called "faq" or "new".
std::optional<std::string> language_of_folder(std::string_view name);

}  // namespace callside
