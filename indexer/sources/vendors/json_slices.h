#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Where in a JSON text its brackets and strings end. It knows strings, escapes and depth, and nothing else of
// JSON: enough to cut a record out of a file, which is then parsed for what it is.
class JsonDepth {
 public:
  // Takes bytes from `at` on and moves it behind the value that begins at the first of them, or to the end
  // of the text. True: the value has ended. Give the text in as many parts as it comes in.
  bool skip(std::string_view text, std::size_t& at);

 private:
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_scalar_ = false;
};

// A member of an object as its bytes stand in the text.
struct JsonSlice {
  std::string_view key;    // without the quotes, escapes as they are
  std::string_view value;  // from its first byte to its last; cut off where the text is
};

// The members of the object that `text` begins with, as far as the text goes and can be understood. What lies
// deeper is not looked into. The slices point into the text.
std::vector<JsonSlice> slice_object(std::string_view text);

// The slice's text: a string without quotes and escapes, a number or word as it stands; empty for null, for
// objects and lists, and for what is no value.
std::string text_of(std::string_view value);

// The value of a member; empty: there is none.
std::string_view find_slice(const std::vector<JsonSlice>& members, std::string_view key);

}  // namespace callside
