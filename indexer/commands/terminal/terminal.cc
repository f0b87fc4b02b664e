#include "indexer/commands/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace callside {

namespace {

constexpr std::size_t kDefaultColumns = 80;

// Select Graphic Rendition of ECMA-48, 8.3.117.
const char* escape_code(Colour colour) {
  switch (colour) {
    case Colour::bold:
      return "\033[1m";
    case Colour::dim:
      return "\033[2m";
    case Colour::red:
      return "\033[31m";
    case Colour::green:
      return "\033[32m";
    case Colour::yellow:
      return "\033[33m";
  }
  return "";
}

}  // namespace

bool wants_colour(int fd) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* term = std::getenv("TERM");
  if (term == nullptr || *term == '\0' || std::string_view(term) == "dumb") return false;
  return ::isatty(fd) == 1;
}

std::string coloured(int fd, Colour colour, std::string_view text) {
  if (!wants_colour(fd)) return std::string(text);
  return escape_code(colour) + std::string(text) + "\033[0m";
}

std::size_t terminal_columns(int fd) {
  winsize size{};
  return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kDefaultColumns;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

std::string duration_text(double seconds) {
  std::array<char, 48> text{};
  if (seconds < 10) {
    std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    return text.data();
  }
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  const auto part = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  if (whole < 60) {
    std::snprintf(text.data(), text.size(), "%llu s", part(whole));
  } else if (whole < 3600) {
    std::snprintf(text.data(), text.size(), "%llu min %02llu s", part(whole / 60), part(whole % 60));
  } else {
    std::snprintf(text.data(), text.size(), "%llu h %02llu min", part(whole / 3600), part(whole % 3600 / 60));
  }
  return text.data();
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 4> kUnits = {"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), size < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", size, kUnits[unit]);
  return text.data();
}

}  // namespace callside
