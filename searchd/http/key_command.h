#pragma once

#include <ostream>

#include "indexer/base/error.h"
#include "searchd/http/options.h"

namespace callside {

// Runs `callside-searchd key new`: makes a key and prints it on `out`, the only time it is shown. Adds its
// entry to the keys file, or prints the entry if there is no --keys. A new file is private to its owner; an
// existing one is replaced atomically and keeps its other entries and comments. Notes for the user go to
// `notes`.
Result<void> make_api_key(const KeyNewOptions& options, std::ostream& out, std::ostream& notes);

}  // namespace callside
