#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

enum class SourceFormat { jsonl, markdown, html, text, csv, zendesk, freshdesk, zammad, intercom };

// Returns true for the exports of help desks: all files of the format in a SOURCE are joined into one export.
inline bool is_export(SourceFormat format) {
  return format == SourceFormat::zendesk || format == SourceFormat::freshdesk ||
         format == SourceFormat::zammad || format == SourceFormat::intercom;
}

// Returns all values of --as as a phrase: "jsonl, markdown, ... or intercom".
std::string format_words();

// Returns the format's name as --as takes it: "jsonl".
const char* name_of(SourceFormat format);

// Returns all names, for --help and shell completion.
std::vector<std::string> source_format_names();
// Parses the value of --as. Any other word is a usage error.
Result<SourceFormat> read_source_format(std::string_view word);

// Guesses the format from a file's name or, for JSON and names without extension, from its first bytes.
// Returns nullopt if the file is not a source.
std::optional<SourceFormat> guess_format(std::string_view file_name, std::string_view first_bytes);
// Returns true if a file with this name can have the format at all: a picture is never a Zendesk export.
bool can_have_format(SourceFormat format, std::string_view file_name);
// Returns true if guess_format() examines the bytes of a file with this name.
bool needs_bytes(std::string_view file_name);

// Returns the extension in lower case with its dot, or an empty string.
std::string extension_of(std::string_view file_name);

}  // namespace callside
