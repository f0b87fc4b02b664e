#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/config/api_key_file.h"
#include "searchd/query/suggester.h"

namespace callside {

// An API key of the daemon, as its keys file declares it. Only the SHA-256 of the key's text is known.
struct ApiKey {
  std::string name;
  std::string sha256;  // 64 lower-case hexadecimal digits
  Access access;
  std::string until;  // ISO day, the last on which the key is valid; empty: no end

  bool ended(std::string_view today) const { return !until.empty() && today > until; }

  bool operator==(const ApiKey&) const = default;
};

// The keys that the file declares, in its order.
std::vector<ApiKey> api_keys_of(const ApiKeyFile& file);

// Returns the text of a new key: "cs_" and 43 URL-safe characters that encode 32 random bytes.
std::string new_api_key_text();

}  // namespace callside
