#pragma once

#include <filesystem>

#include "indexer/base/error.h"

namespace callside {

// The error of a file of a generation that can't be what was written. Generation::open() adds the way out.
inline tl::unexpected<Error> damaged_file(const std::filesystem::path& path) {
  return fail(ErrorCode::damaged, path.string() + " is damaged", "build the index again");
}

}  // namespace callside
