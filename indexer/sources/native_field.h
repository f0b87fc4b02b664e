#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace callside {

// A key with its value, as parsed from JSON or YAML. Distinguishes only the types that a native record may
// use.
struct NativeField {
  enum class Type { null, flag, number, text, texts, mixed_list, object };

  std::string key;
  Type type = Type::null;
  std::string text;                // of text, and of a number as written
  std::vector<std::string> texts;  // of texts: a list of strings, possibly empty
  std::optional<bool> flag;        // of flag, and of text that YAML also accepts as one ("yes")
  // A plain YAML scalar, which may also be meant as a string ("title: 404").
  bool untyped = false;
  // The keys of all objects inside the value, at any depth.
  std::vector<std::string> inner_keys;
  std::size_t line = 1;  // in the file
};

// A record's keys in source order. A key may occur twice.
using NativeFields = std::vector<NativeField>;

// An error in a text of keys, such as front matter.
struct FieldFault {
  std::size_t line = 1;  // in the file
  std::string reason, hint;
};

// Returns the type's name for messages: "a string", "a list".
const char* name_of(NativeField::Type type);

}  // namespace callside
