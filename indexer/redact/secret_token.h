#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// A run of visible units, without the punctuation around it.
struct SecretToken {
  std::size_t begin = 0, end = 0;
  std::size_t digits = 0, letters = 0, signs = 0, capitals_within = 0;
  bool quoted = false;
  std::size_t size() const { return end - begin; }
  bool mixed() const { return digits > 0 ? letters + signs > 0 : signs > 0 || capitals_within > 0; }
};

// Reads what may be a secret off a reading.
class SecretTokens {
 public:
  static constexpr std::size_t kLongest = 200;

  explicit SecretTokens(const Reading& reading) : reading_(reading) {}

  // The token that begins at a unit; empty where none does.
  SecretToken token_at(std::size_t unit) const;
  // "118 204", "44 71": a code in groups.
  std::size_t with_groups(const SecretToken& token) const;
  std::size_t digits_in(std::size_t begin, std::size_t end) const;
  // An e-mail address is not what a password is, nor "12/03/2024", "16:30", "3.1.0.44".
  bool is_address_or_date(const SecretToken& token) const;
  // "1.0mm", "500mA": a number with a fraction, or with the symbol of a unit, joined to letters.
  bool is_quantity(const SecretToken& token) const;
  SecretToken measured(std::size_t begin, std::size_t end) const;

 private:
  const Reading& reading_;
};

}  // namespace callside
