#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Finds the ends of values in a JSON text. Tracks only strings, escapes and nesting depth, which is enough to
// cut a record out of a file. The record is parsed properly later.
class JsonDepth {
 public:
  // Moves `at` past the value that begins there, or to the end of the text. Returns true if the value ended.
  // If it did not, call again with the text that follows.
  bool skip(std::string_view text, std::size_t& at);

 private:
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_scalar_ = false;
};

// A member of an object, as the raw bytes of the text.
struct JsonSlice {
  std::string_view key;    // without quotes; escapes are not decoded
  std::string_view value;  // incomplete if the text is cut off
};

// Returns the members of the object at the start of `text`, up to the end of the text or the first error.
// Nested values are not examined. The slices point into `text`.
std::vector<JsonSlice> slice_object(std::string_view text);

// Returns a value's text: a string decoded, a number or word as written. Empty for null, objects, lists and
// invalid values.
std::string text_of(std::string_view value);

// Returns the value of the member `key`, or an empty view if there is none.
std::string_view find_slice(const std::vector<JsonSlice>& members, std::string_view key);

}  // namespace callside
