#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/base/moment.h"

namespace callside {

// The form of the files in the state folder: a first line that names the file's kind and version, then one
// record a line, its fields separated by single spaces.

// The records of a file; nullopt if its first line is another, or its last line is cut.
std::optional<std::vector<std::vector<std::string_view>>> read_records(std::string_view text,
                                                                       std::string_view first_line);

bool is_sha256_hex(std::string_view text);

// A whole number of seconds since 1970; nullopt for anything else.
std::optional<Moment> read_moment(std::string_view text);

}  // namespace callside
