#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

enum class SourceFormat { jsonl, markdown, html, text };

// "jsonl": as for --as.
const char* name_of(SourceFormat format);

// From --as FORMAT; a usage error for other words.
Result<SourceFormat> read_source_format(std::string_view word);

// By a file's name, or, for .json and names without an extension, by its first bytes; nothing: not a source.
std::optional<SourceFormat> guess_format(std::string_view file_name, std::string_view first_bytes);
// Whether guess_format() looks at the bytes of a file with this name.
bool needs_bytes(std::string_view file_name);

// The name's extension in lower case with its dot, or empty.
std::string extension_of(std::string_view file_name);

}  // namespace callside
