#pragma once

#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Lower-case hexadecimal SHA-256 of `bytes`.
std::string sha256_hex(std::string_view bytes);

// Lower-case hexadecimal HMAC-SHA-256 (RFC 2104).
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// `count` bytes from the system's cryptographic generator.
Result<std::string> random_bytes(std::size_t count);

}  // namespace callside
