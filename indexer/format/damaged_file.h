#pragma once

#include <filesystem>

#include "indexer/base/error.h"

namespace callside {

// Error for a generation's file with invalid content. Generation::open() replaces the hint.
inline tl::unexpected<Error> damaged_file(const std::filesystem::path& path) {
  return fail(ErrorCode::damaged, path.string() + " is damaged", "build the index again");
}

}  // namespace callside
