#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Lower-case hexadecimal SHA-256 of `bytes`.
std::string sha256_hex(std::string_view bytes);

// SHA-256 of bytes that come in parts.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  // Lower-case hexadecimal; the object is used up.
  std::string hex();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;  // OpenSSL's
};

// HMAC-SHA-256 (RFC 2104), 32 bytes; and the same in lower-case hexadecimal.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// `count` bytes from the system's cryptographic generator.
Result<std::string> random_bytes(std::size_t count);

}  // namespace callside
