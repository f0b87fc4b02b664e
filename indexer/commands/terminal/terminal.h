#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callside {

// What is written to a terminal and not into a pipe.

// Whether text on the descriptor may be coloured: it is a terminal, NO_COLOR is not set or empty
// (https://no-color.org), and TERM is not "dumb".
bool wants_colour(int fd);

enum class Colour : std::uint8_t { bold, dim, red, green, yellow };

// The text in a colour, where the descriptor wants it; else as it is.
std::string coloured(int fd, Colour colour, std::string_view text);

// Columns of the terminal; 80 where it does not say.
std::size_t terminal_columns(int fd);

// "1,234,567": thousands parted by commas, in a terminal and in a pipe alike.
std::string grouped(std::uint64_t number);

// "0.3 s", "12 s", "4 min 05 s", "2 h 10 min".
std::string duration_text(double seconds);
// "340 kB", "2.1 GB"; powers of ten.
std::string size_text(std::uint64_t bytes);

}  // namespace callside
