#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

#include "indexer/sources/native_field.h"

namespace callside {

// Parses TOML front matter. `toml` is valid UTF-8 with LF as line end; `first_line` is its first line in the
// file. Dates and times become text. Fails also if a multi-line string contains the line of a restricting
// key. Any thread.
tl::expected<NativeFields, FieldFault> read_toml_fields(const std::string& toml, std::size_t first_line);

}  // namespace callside
