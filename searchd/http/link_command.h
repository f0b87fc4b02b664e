#pragma once

#include <ostream>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "searchd/http/options.h"

namespace callside {

// `callside-searchd key link`: makes a one-time sign-in link for each of the keys that are asked for and
// prints them on `out`, the only time that they are seen. Either all of them are made or none. `notes`: what
// else to know.
Result<void> make_links(const KeyLinkOptions& options, Moment now, std::ostream& out, std::ostream& notes);

}  // namespace callside
