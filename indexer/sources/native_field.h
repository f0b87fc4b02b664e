#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace callside {

// A key with its value, as JSON or YAML gives it. Only the types that a native record may hold are told
// apart.
struct NativeField {
  enum class Type { null, flag, number, text, texts, mixed_list, object };

  std::string key;
  Type type = Type::null;
  std::string text;                // text; a number as it is written
  std::vector<std::string> texts;  // texts: a list of strings, maybe empty
  std::optional<bool> flag;        // flag; and text that YAML also reads as one ("yes")
  // YAML writes strings without quotes, so its plain scalars may also be meant as strings ("title: 404").
  bool untyped = false;
  // The keys of all objects inside of the value, however deep.
  std::vector<std::string> inner_keys;
  std::size_t line = 1;  // in the file
};

// A record's keys in the order of the source. A key may stand twice.
using NativeFields = std::vector<NativeField>;

// What is wrong with a text of keys.
struct FieldFault {
  std::size_t line = 1;  // in the file
  std::string reason, hint;
};

// "a string", "a list": for messages.
const char* name_of(NativeField::Type type);

}  // namespace callside
