#pragma once

#include <string>

#include "indexer/format/index_folder.h"

namespace callside {

// Returns the secret of an index. It keys the hashes of subject_ref and of other values that must not be
// readable. It is created on first use and stored beside the generations.
Result<std::string> subject_key(const IndexFolder& folder);

}  // namespace callside
