#pragma once

#include <span>
#include <string_view>

namespace callside {

// Attributes that are lists of words, such as class: separated by white space, ASCII case ignored.

bool has_token(std::string_view value, std::string_view token);  // token: lower case
// Whether one of the words is among `known`: sorted, lower case.
bool has_any_token(std::string_view value, std::span<const std::string_view> known);

}  // namespace callside
