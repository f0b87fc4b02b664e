#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// A run of visible units, without surrounding punctuation.
struct SecretToken {
  std::size_t begin = 0, end = 0;
  std::size_t digits = 0, letters = 0, signs = 0, capitals_within = 0;
  bool quoted = false;
  std::size_t size() const { return end - begin; }
  bool mixed() const { return digits > 0 ? letters + signs > 0 : signs > 0 || capitals_within > 0; }
};

// Reads tokens that may be secrets.
class SecretTokens {
 public:
  static constexpr std::size_t kLongest = 200;

  explicit SecretTokens(const Reading& reading) : reading_(reading) {}

  // Returns the token that begins at a unit; empty if none does.
  SecretToken token_at(std::size_t unit) const;
  // Returns the end of a code in groups that begins with the token: "118 204", "44 71".
  std::size_t with_groups(const SecretToken& token) const;
  std::size_t digits_in(std::size_t begin, std::size_t end) const;
  // Returns true for "ana@example.org", "12/03/2024", "16:30", "3.1.0.44", which are not passwords.
  bool is_address_or_date(const SecretToken& token) const;
  // Returns true for "1.0mm", "500mA": a number with a fraction or a unit, joined to letters.
  bool is_quantity(const SecretToken& token) const;
  SecretToken measured(std::size_t begin, std::size_t end) const;

 private:
  const Reading& reading_;
};

}  // namespace callside
