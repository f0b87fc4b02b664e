#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "indexer/sources/native_field.h"

namespace callside {

// Parses YAML front matter. `yaml` is valid UTF-8 with LF as line end; `first_line` is its first line in the
// file. Stricter than the YAML parser, which reads an unclosed quote to the end of the text: fails if a value
// contains the line of another key. Any thread.
tl::expected<NativeFields, FieldFault> read_yaml_fields(const std::string& yaml, std::size_t first_line);

// Reads each key separately from YAML that read_yaml_fields() rejected. Returns nullopt if an unreadable key
// might identify the article or restrict its readers.
std::optional<NativeFields> read_yaml_key_by_key(const std::string& yaml);

}  // namespace callside
