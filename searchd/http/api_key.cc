#include "searchd/http/api_key.h"

#include "searchd/http/secret.h"

namespace callside {

std::vector<ApiKey> api_keys_of(const ApiKeyFile& file) {
  std::vector<ApiKey> keys;
  for (const ApiKeyEntry& entry : file.entries) {
    ApiKey key{entry.name, entry.sha256, {}, entry.until};
    key.access.audiences = entry.audiences;
    key.access.all_brands = !entry.brands.has_value();
    if (entry.brands) key.access.brands = *entry.brands;
    keys.push_back(std::move(key));
  }
  return keys;
}

std::string new_api_key_text() { return "cs_" + random_secret(); }

}  // namespace callside
