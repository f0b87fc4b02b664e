#include "searchd/http/secret.h"

#include <openssl/crypto.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "indexer/base/digest.h"

namespace callside {

namespace {

// base64url without padding (RFC 4648, section 5).
std::string base64url(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += kDigits[(bits >> (count - 6)) & 63U];
  }
  if (count > 0) text += kDigits[(bits << (6 - count)) & 63U];
  return text;
}

std::string random_text(std::size_t bytes) {
  const auto random = random_bytes(bytes);
  if (!random) std::abort();
  return base64url(*random);
}

}  // namespace

std::string random_secret() { return random_text(32); }

std::string random_id() { return random_text(16); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace callside
