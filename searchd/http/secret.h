#pragma once

#include <string>
#include <string_view>

namespace callside {

// Returns 32 cryptographically random bytes as 43 URL-safe characters. Aborts the program if the system
// cannot provide randomness, since no caller could go on.
std::string random_secret();

// Returns 16 such bytes as 22 characters: the id of a request or of a query.
std::string random_id();

// Takes the same time for any two texts of the same length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace callside
