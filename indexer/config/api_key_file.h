#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

inline constexpr std::uint64_t kMaxApiKeyFileBytes = 16U << 20U;

// One entry of a keys file. It never holds the key itself, only its SHA-256, which reveals nothing about the
// key's 32 random bytes.
struct ApiKeyEntry {
  std::string name;
  std::string sha256;  // of the key's text: 64 lower-case hexadecimal digits
  std::set<std::string> audiences;
  std::optional<std::set<std::string>> brands;  // nullopt: all brands
  std::string until;                            // ISO day, the last on which the key is valid; empty: forever

  bool operator==(const ApiKeyEntry&) const = default;
};

// The daemon's keys file (`--keys FILE`), a YAML list of
//
//   - name: Ana
//     sha256: 64 hexadecimal digits
//     audiences: [public, internal]
//     brands: [north]      # absent: all
//     until: 2027-01-31    # absent: no end
struct ApiKeyFile {
  std::vector<ApiKeyEntry> entries;
  // True if the file has no content besides comments. `[]` is content: an explicit list of no keys.
  bool is_blank = false;
};

// Parses the text of a keys file; `path` is used in error messages only. One faulty entry rejects the whole
// file, since a misspelt `until` would otherwise make a key that never ends. Faults are unknown or missing
// fields, a name or hash that occurs twice, empty lists and invalid days.
//
// `groups`: the audiences that the configuration declares besides public and internal; nullopt accepts any
// audience.
Result<ApiKeyFile> parse_api_key_file(const std::string& yaml, const std::filesystem::path& path,
                                      const std::optional<std::set<std::string>>& groups);

// The entry in the form above, ending with a newline.
std::string format_api_key_entry(const ApiKeyEntry& entry);

}  // namespace callside
