#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/error.h"
#include "indexer/sources/native_field.h"

namespace callside {

// Reads one JSON object. `json` is valid UTF-8; `line` is where it stands. Nesting of any depth is read
// without recursion. An error says what is wrong and at which byte, without showing the text. Any thread.
Result<NativeFields> read_json_fields(std::string_view json, std::size_t line);

}  // namespace callside
