#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

#include "indexer/sources/native_field.h"

namespace callside {

// Reads the keys of TOML front matter. `toml` is valid UTF-8 with LF as line end; `first_line` is where it
// begins in its file. Days and times become text. A text over several lines that has swallowed the line of a
// key is a fault. Any thread.
tl::expected<NativeFields, FieldFault> read_toml_fields(const std::string& toml, std::size_t first_line);

}  // namespace callside
