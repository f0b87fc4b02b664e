#include "indexer/redact/calling_codes.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace callside {
namespace {

// National (significant) numbers have `least` to `most` digits.
struct Plan {
  std::uint16_t code;
  std::uint8_t least, most;
};

constexpr std::array kPlans{
    Plan{1, 10, 10}, Plan{7, 10, 10}, Plan{20, 8, 10},  Plan{27, 9, 9},  Plan{30, 10, 10}, Plan{31, 9, 9},
    Plan{32, 8, 9},  Plan{33, 9, 9},  Plan{34, 9, 9},   Plan{36, 8, 9},  Plan{39, 6, 11},  Plan{40, 9, 9},
    Plan{41, 9, 9},  Plan{43, 5, 13}, Plan{44, 9, 10},  Plan{45, 8, 8},  Plan{46, 7, 10},  Plan{47, 8, 8},
    Plan{48, 9, 9},  Plan{49, 5, 12}, Plan{351, 9, 9},  Plan{352, 5, 9}, Plan{353, 7, 9},  Plan{354, 7, 9},
    Plan{356, 8, 8}, Plan{357, 8, 8}, Plan{358, 5, 11}, Plan{359, 7, 9}, Plan{370, 8, 8},  Plan{371, 8, 8},
    Plan{372, 7, 8}, Plan{380, 9, 9}, Plan{381, 7, 9},  Plan{382, 8, 8}, Plan{383, 8, 8},  Plan{385, 8, 9},
    Plan{386, 8, 8}, Plan{387, 8, 8}, Plan{389, 8, 8},  Plan{420, 9, 9}, Plan{421, 9, 9}};

// Codes of one and two digits; all other two digits begin a code of three.
constexpr std::array<std::uint8_t, 45> kShortCodes{
    1,  7,  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53,
    54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95};

constexpr bool is_code_of_three(int code) {
  const int tens = code / 10;
  switch (tens) {
    case 21:
    case 22:
    case 23:
    case 24:
    case 26:
    case 29:
    case 35:
    case 37:
    case 38:
    case 42:
    case 50:
    case 59:
    case 67:
    case 68:
    case 69:
    case 80:
    case 85:
    case 87:
    case 88:
    case 96:
    case 97:
    case 99:
      return true;
    case 25:
      return code != 259;
    default:
      return false;
  }
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

int code_of(std::string_view digits) {
  for (std::size_t length = 1; length <= 2; ++length) {
    const int code = number_of(digits.substr(0, length));
    if (std::ranges::find(kShortCodes, code) != kShortCodes.end() || code == 98) return code;
  }
  const int code = number_of(digits.substr(0, 3));
  return is_code_of_three(code) ? code : 0;
}

}  // namespace

bool is_international(std::string_view digits, std::size_t first_group) {
  constexpr std::size_t kLeast = 8, kMost = 15, kLeastNational = 6, kMostNational = 12;
  if (digits.size() < kLeast || digits.size() > kMost || digits.front() == '0') return false;
  const int code = code_of(digits);
  const std::size_t code_digits = code < 10 ? 1 : code < 100 ? 2 : 3;
  if (code == 0 || code_digits > first_group) return false;
  const std::size_t national = digits.size() - code_digits;
  const auto* const plan = std::ranges::find(kPlans, code, &Plan::code);
  if (plan == kPlans.end()) return national >= kLeastNational && national <= kMostNational;
  // North America: an area code and an exchange never begin with 0 or 1.
  if (code == 1) return national == 10 && digits[1] >= '2' && digits[4] >= '2';
  return national + 1 >= plan->least && national <= plan->most;
}

}  // namespace callside
