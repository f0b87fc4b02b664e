#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Lower-case hexadecimal SHA-256 of `bytes`.
std::string sha256_hex(std::string_view bytes);

// Computes the SHA-256 of bytes that arrive in parts.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  // Lower-case hexadecimal. May be called once; no add() may follow.
  std::string hex();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;  // an EVP_MD_CTX of OpenSSL
};

// HMAC-SHA-256 (RFC 2104): the 32 bytes, or the same in lower-case hexadecimal.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// `count` bytes from OpenSSL's cryptographic random number generator.
Result<std::string> random_bytes(std::size_t count);

}  // namespace callside
