#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

enum class SourceFormat { jsonl, markdown, html, text, csv, zendesk, freshdesk, zammad, intercom };

// Whether all files of the format in a SOURCE are one export, whose records are joined.
inline bool is_export(SourceFormat format) {
  return format == SourceFormat::zendesk || format == SourceFormat::freshdesk ||
         format == SourceFormat::zammad || format == SourceFormat::intercom;
}

// All words of --as: "jsonl, markdown, ... or intercom"; `last`: "or" or "and".
std::string format_words(const char* last);

// "jsonl": as for --as.
const char* name_of(SourceFormat format);

// All of them, for --help and the completions of a shell.
std::vector<std::string> source_format_names();
// From --as FORMAT; a usage error for other words.
Result<SourceFormat> read_source_format(std::string_view word);

// By a file's name, or, for JSON and names without an extension, by its first bytes; nothing: not a source.
std::optional<SourceFormat> guess_format(std::string_view file_name, std::string_view first_bytes);
// Whether a file with this name may be of that format at all: a picture in a folder is no Zendesk export.
bool may_be(SourceFormat format, std::string_view file_name);
// Whether guess_format() looks at the bytes of a file with this name.
bool needs_bytes(std::string_view file_name);

// The name's extension in lower case with its dot, or empty.
std::string extension_of(std::string_view file_name);

}  // namespace callside
