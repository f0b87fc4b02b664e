#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "indexer/sources/native_field.h"

namespace callside {

// Reads the keys of YAML front matter. `yaml` is valid UTF-8 with LF as line end; `first_line` is where it
// begins in its file. Stricter than the parser, which reads on to the end where a quote is never closed: a
// value that has swallowed the line of another key is a fault. Any thread.
tl::expected<NativeFields, FieldFault> read_yaml_fields(const std::string& yaml, std::size_t first_line);

// Of what read_yaml_fields() refused: the keys as far as each can be read alone. Nothing where one of them
// might say what the article is or who may see it, and can't be read.
std::optional<NativeFields> read_yaml_key_by_key(const std::string& yaml);

}  // namespace callside
