#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/error.h"
#include "indexer/sources/native_field.h"

namespace callside {

// Reads one JSON object. `json` is valid UTF-8; `line` is where it stands. Nesting of any depth is read
// without recursion. The error is the number of the byte that is wrong, from 1; 0 where the text is no
// object, and more than it has bytes where it is cut off. Any thread.
tl::expected<NativeFields, std::size_t> parse_json_fields(std::string_view json, std::size_t line);

// The same for an object that stands on a line of its own. The error says what is wrong, without showing the
// text.
Result<NativeFields> read_json_fields(std::string_view json, std::size_t line);

}  // namespace callside
