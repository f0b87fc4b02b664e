#pragma once

#include <span>
#include <string_view>

namespace callside {

// For attributes that hold a list of tokens separated by white space, such as class. ASCII case is ignored.

bool has_token(std::string_view value, std::string_view token);  // token: lower case
// Returns true if any token is in `known`, which must be sorted and lower case.
bool has_any_token(std::string_view value, std::span<const std::string_view> known);

}  // namespace callside
