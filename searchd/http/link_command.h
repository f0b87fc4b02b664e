#pragma once

#include <ostream>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "searchd/http/options.h"

namespace callside {

// Runs `callside-searchd key link`: makes a one-time sign-in link for each selected key and prints the links
// on `out`, the only time they are shown. Makes all of them or none. Notes for the user go to `notes`.
Result<void> make_sign_in_links(const KeyLinkOptions& options, Moment now, std::ostream& out,
                                std::ostream& notes);

}  // namespace callside
