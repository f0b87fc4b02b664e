#pragma once

#include <optional>
#include <string_view>

#include "indexer/sources/source_format.h"

namespace callside {

// Whose export a JSON file is, by the names of the members of its first record and of what is around it; the
// first 64 KiB are enough. Nothing: of none that is known.
std::optional<SourceFormat> guess_export(std::string_view first_bytes);

}  // namespace callside
