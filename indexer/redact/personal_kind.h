#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace callside {

// The kinds of personal data that are removed from tickets. Each has a detector (detectors.h) and a mark that
// replaces the data in the text. A new kind needs a line in both tables. The numbers are never stored.
enum class PersonalKind : std::uint8_t {
  email,
  telephone,
  card,
  iban,
  national_id,
  ip,
  mac,
  address,
  birth_date,
  secret,
  name,
  health,
};

struct PersonalKindInfo {
  PersonalKind kind;
  std::string_view name;  // for reports and --json
  std::string_view
      mark;  // replaces it: the same in every language, ASCII, never itself found as personal data
};

inline constexpr std::array kPersonalKinds{
    PersonalKindInfo{PersonalKind::email, "email", "[e-mail]"},
    PersonalKindInfo{PersonalKind::telephone, "telephone", "[telephone]"},
    PersonalKindInfo{PersonalKind::card, "card", "[card]"},
    PersonalKindInfo{PersonalKind::iban, "iban", "[IBAN]"},
    PersonalKindInfo{PersonalKind::national_id, "national_id", "[national id]"},
    PersonalKindInfo{PersonalKind::ip, "ip", "[IP address]"},
    PersonalKindInfo{PersonalKind::mac, "mac", "[MAC address]"},
    PersonalKindInfo{PersonalKind::address, "address", "[address]"},
    PersonalKindInfo{PersonalKind::birth_date, "birth_date", "[date of birth]"},
    PersonalKindInfo{PersonalKind::secret, "secret", "[secret]"},
    PersonalKindInfo{PersonalKind::name, "name", "[name]"},
    PersonalKindInfo{PersonalKind::health, "health", "[health]"},
};

// An organisation's own rules (rule_matcher.h) follow the table, in their order.
inline constexpr std::size_t kMaxRules = 32;
constexpr PersonalKind kind_of_rule(std::size_t rule) {
  return static_cast<PersonalKind>(kPersonalKinds.size() + rule);
}
constexpr bool is_rule(PersonalKind kind) { return static_cast<std::size_t>(kind) >= kPersonalKinds.size(); }
constexpr std::size_t rule_of(PersonalKind kind) {
  return static_cast<std::size_t>(kind) - kPersonalKinds.size();
}

// Not for rules.
constexpr const PersonalKindInfo& info_of(PersonalKind kind) {
  return kPersonalKinds[static_cast<std::size_t>(kind)];
}

// The number of findings of each kind.
class RedactionCounts {
 public:
  std::uint64_t of(PersonalKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
  std::uint64_t total() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : counts_) sum += count;
    return sum;
  }
  void add(PersonalKind kind) { ++counts_[static_cast<std::size_t>(kind)]; }
  RedactionCounts& operator+=(const RedactionCounts& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    return *this;
  }
  bool operator==(const RedactionCounts&) const = default;

 private:
  std::array<std::uint64_t, kPersonalKinds.size() + kMaxRules> counts_{};
};

}  // namespace callside
