#pragma once

#include <optional>
#include <string_view>

#include "indexer/sources/source_format.h"

namespace callside {

// Guesses which vendor's export a JSON file is, from the member names of its first record and of the objects
// around it. The first 64 KiB are enough. Returns nullopt if no known vendor matches.
std::optional<SourceFormat> guess_export(std::string_view first_bytes);

}  // namespace callside
