#pragma once

#include <string>
#include <string_view>

namespace callside {

// 32 bytes that nobody can guess, in 43 URL-safe characters. Ends the program where the system has no
// randomness to give: nothing that asks for it can go on without.
std::string random_secret();

// 16 such bytes in 22 characters: the name of a request or of a query.
std::string random_id();

// Takes as long for any two texts of one length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace callside
