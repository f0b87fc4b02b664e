#include "indexer/redact/calling_codes.h"

#include <array>

#include "indexer/redact/data_files.h"

namespace callside {
namespace {

// The length in digits of a national (significant) number.
struct Plan {
  // For codes without a recorded plan. One digit less than `least` is accepted.
  static constexpr std::size_t kLeast = 7, kMost = 12;

  bool assigned = false;
  std::size_t least = kLeast, most = kMost;
};

std::size_t number_of(std::string_view digits) {
  std::size_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<std::size_t>(digit - '0');
  return value;
}

// The plans of data/calling_codes.txt, by calling code.
class Plans {
 public:
  Plans() {
    for_each_entry(data_text(redact_data(), "calling_codes.txt"), [this](auto, std::string_view row) {
      const std::size_t least = row.find('\t'), most = row.rfind('\t');
      Plan& plan = plans_[number_of(row.substr(0, least))];
      plan.assigned = true;
      if (least == std::string_view::npos) return;
      plan.least = number_of(row.substr(least + 1, most - least - 1));
      plan.most = number_of(row.substr(most + 1));
    });
  }

  // Returns the code at the beginning of the digits; 0 if there is none.
  std::size_t code_of(std::string_view digits) const {
    for (std::size_t length = 1; length <= 3; ++length) {
      const std::size_t code = number_of(digits.substr(0, length));
      if (plans_[code].assigned) return code;
    }
    return 0;
  }
  const Plan& operator[](std::size_t code) const { return plans_[code]; }

 private:
  std::array<Plan, 1000> plans_{};
};

}  // namespace

bool is_international(std::string_view digits, std::size_t first_group) {
  static const Plans kPlans;
  constexpr std::size_t kLeast = 8, kMost = 15;
  if (digits.size() < kLeast || digits.size() > kMost || digits.front() == '0') return false;
  const std::size_t code = kPlans.code_of(digits);
  const std::size_t code_digits = code < 10 ? 1 : code < 100 ? 2 : 3;
  if (code == 0 || code_digits > first_group) return false;
  const std::size_t national = digits.size() - code_digits;
  // North America: an area code and an exchange never begin with 0 or 1.
  if (code == 1) return national == 10 && digits[1] >= '2' && digits[4] >= '2';
  return national + 1 >= kPlans[code].least && national <= kPlans[code].most;
}

}  // namespace callside
