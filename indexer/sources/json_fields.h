#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/error.h"
#include "indexer/sources/native_field.h"

namespace callside {

// Parses one JSON object. `json` is valid UTF-8; `line` is its line in the file, for messages. Does not
// recurse, so nesting may have any depth. On failure returns the position of the wrong byte, from 1; 0 if the
// text is not an object, and more than json.size() if it is cut off. Any thread.
tl::expected<NativeFields, std::size_t> parse_json_fields(std::string_view json, std::size_t line);

// Parses an object that occupies one line. The error's message does not quote the text.
Result<NativeFields> read_json_fields(std::string_view json, std::size_t line);

}  // namespace callside
