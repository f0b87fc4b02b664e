#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace YAML {
class Node;
}

namespace callside {

// Reads YAML settings. Errors have the code invalid_input and name the file and the line.

struct YamlEntry;

// The keys that a map may have.
struct YamlKeys {
  std::span<const std::string_view> known;
  std::string_view where;         // for errors: "under gate"; may be empty
  std::string_view noun = "key";  // for errors
};

// A value in a YAML file: a text, a list, a map or nothing. Cheap to copy. Not safe to share between threads.
class YamlValue {
 public:
  YamlValue(std::shared_ptr<const std::filesystem::path> file, const YAML::Node& node);

  // Returns true if the value is absent, as in `key:`, or null.
  bool is_missing() const;
  // Numbers, dates and booleans are texts too.
  bool is_text() const;
  bool is_list() const;
  bool is_map() const;

  // The text as written, without quotes. Empty if the value is not a text.
  const std::string& text() const;
  // Returns true for a text of at least one byte.
  bool has_text() const { return !text().empty(); }
  // The value of a number. Returns nullopt for anything else.
  std::optional<double> number() const;
  // Number of items of a list, or of entries of a map; otherwise 0.
  std::size_t size() const;
  // The items of a list. Empty if the value is not a list.
  std::vector<YamlValue> items() const;
  // The items of a list, or the value itself if it is not a list.
  std::vector<YamlValue> one_or_many() const;
  // The entries of a map, in the order of the file. Empty if the value is not a map.
  std::vector<YamlEntry> entries() const;
  // The value of a key of a map. Returns nullopt if there is none.
  std::optional<YamlValue> find(std::string_view key) const;

  // Calls visit(key, value) for each entry of a map, and stops at the first error. An unknown key is an error
  // with the nearest known one as a hint. A key that occurs twice is an error too.
  using Visit = std::function<Result<void>(const YamlValue& key, const YamlValue& value)>;
  Result<void> each_key(const YamlKeys& keys, const Visit& visit) const;

  // The line in the file, from 1. The line of an absent value is that of whatever follows it.
  std::size_t line() const;
  // "callside.yaml:12".
  std::string place() const;
  // An error at this place.
  tl::unexpected<Error> fault(const std::string& reason, const std::string& hint) const;
  // The value as YAML.
  std::string to_yaml() const;

 private:
  std::shared_ptr<const std::filesystem::path> file_;
  std::shared_ptr<const YAML::Node> node_;
};

struct YamlEntry {
  YamlValue key, value;
};

inline constexpr const char* kYamlHint =
    "put quotes around values that contain a colon, and indent with spaces, not tabs";

// Parses the text of a file. `file` is used in errors only; `hint` is that for text that is not valid YAML.
Result<YamlValue> parse_yaml(const std::string& text, const std::filesystem::path& file,
                             const std::string& hint = kYamlHint);

// Reads and parses a file of at most `limit` bytes.
Result<YamlValue> read_yaml(const std::filesystem::path& file, std::uint64_t limit);

// The first 40 bytes of a text in quotes, for errors.
std::string quoted_text(std::string_view text);

// A text as a YAML value, quoted if necessary.
std::string yaml_text(const std::string& text);
// "[north, south]".
std::string yaml_list(const std::set<std::string>& texts);

}  // namespace callside
