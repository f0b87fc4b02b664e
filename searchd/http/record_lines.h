#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/base/moment.h"

namespace callside {

// The format of the files in the state folder: a first line that names the kind and version of the file, then
// one record per line, with fields separated by single spaces.

// Returns the records of a file, or nullopt if its first line differs from `first_line` or its last line is
// incomplete.
std::optional<std::vector<std::vector<std::string_view>>> read_records(std::string_view text,
                                                                       std::string_view first_line);

bool is_sha256_hex(std::string_view text);

// Parses a whole number of seconds since 1970; returns nullopt for anything else.
std::optional<Moment> read_moment(std::string_view text);

}  // namespace callside
