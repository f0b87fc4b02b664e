#pragma once

#include <string_view>

namespace callside {

// Whether a word carries no meaning of its own in a language. `language`: an analysis language (language.h).
bool is_stop_word(std::string_view language, std::string_view word);

}  // namespace callside
