#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/query/suggester.h"

namespace callside {

// What a key opens. The key itself is nowhere: only its SHA-256 is kept, which tells nothing of 32 random
// bytes.
struct ApiKey {
  std::string name;
  std::string sha256;  // of the key's text, 64 lower-case hexadecimal digits
  Access access;
  std::string until;  // ISO day, the last on which it is good; empty: no end

  bool ended(std::string_view today) const { return !until.empty() && today > until; }

  bool operator==(const ApiKey&) const = default;
};

// A keys file is YAML, a list of
//
//   - name: Ana
//     sha256: 64 hexadecimal digits
//     audiences: [public, internal]
//     brands: [north]      # absent: all
//     until: 2027-01-31    # absent: no end
//
// An entry with a key of another name, an empty list or a wrong day is refused, and with it the file: a
// misspelt "until" must not make a key that never ends. `groups`: the audiences that are declared beside
// public and internal; none: any name will do.
Result<std::vector<ApiKey>> parse_keys(const std::string& yaml, const std::string& file_name,
                                    const std::optional<std::set<std::string>>& groups);

// False if nothing stands in a keys file that parse_keys() takes; "[]", which says that there is no key, is a
// list.
bool is_list_of_keys(const std::string& yaml);

// The entry of a key, in that form, with a line end.
std::string key_entry(const ApiKey& key);

// A new key: "cs_" and 43 URL-safe characters of 32 random bytes.
std::string new_key_text();
bool is_key_text(std::string_view text);

}  // namespace callside
