#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace callside {

// Looks for unrecognised front matter in the first 20 lines of a text: after a comment, with an indented,
// mistyped or converted fence, or without any fence. Such keys may restrict who sees the text. Ignores code
// blocks, unless the text begins with one.
//
// Returns the line where it begins, from 1, or nullopt if there is none. Any thread.
std::optional<std::size_t> find_unread_front_matter(std::string_view text);

}  // namespace callside
