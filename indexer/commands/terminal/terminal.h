#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callside {

// Formats text for a terminal.

// Returns true if text written to `fd` may be coloured: it is a terminal, NO_COLOR is unset or empty
// (https://no-color.org), and TERM is set and not "dumb".
bool wants_colour(int fd);

enum class Colour : std::uint8_t { bold, dim, red, green, yellow };

// Returns the text in a colour if wants_colour(fd), else unchanged.
std::string coloured(int fd, Colour colour, std::string_view text);

// Width of the terminal; 80 if unknown.
std::size_t terminal_columns(int fd);

// "1,234,567", both on a terminal and in a pipe.
std::string grouped(std::uint64_t number);

// "0.3 s", "12 s", "4 min 05 s", "2 h 10 min".
std::string duration_text(double seconds);
// "340 kB", "2.1 GB", in powers of ten.
std::string size_text(std::uint64_t bytes);

}  // namespace callside
