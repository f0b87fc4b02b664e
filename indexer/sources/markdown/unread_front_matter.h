#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace callside {

// Looks for front matter in the first 20 lines of a text that was taken to have none: behind a comment or an
// indented, mistyped or converted line of signs, or without any. Such keys may say who may see the text.
// Blocks of code are left out, except where the text begins with one.
//
// Gives the line where it begins, from 1; nothing: there is none. Any thread.
std::optional<std::size_t> find_unread_front_matter(std::string_view text);

}  // namespace callside
