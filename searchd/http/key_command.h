#pragma once

#include <ostream>

#include "indexer/base/error.h"
#include "searchd/http/options.h"

namespace callside {

// `callside-searchd key new`: makes a key and shows it on `out`, the only time that it is seen. Adds its
// entry to the keys file (created private to its owner; replaced in one step, other entries and comments as
// they were), or prints it. `notes`: what else to know.
Result<void> make_key(const KeyNewOptions& options, std::ostream& out, std::ostream& notes);

}  // namespace callside
