#pragma once

#include <string>

#include "indexer/format/index_folder.h"

namespace callside {

// The secret of an index, with which subject_ref and what else must not be read back is hashed: made once,
// kept beside the generations.
Result<std::string> subject_key(const IndexFolder& folder);

}  // namespace callside
