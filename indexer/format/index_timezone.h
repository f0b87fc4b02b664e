#pragma once

#include "indexer/base/time_zone.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// An index records the time zone that callside.yaml named when a generation was built, so that the commands
// and the daemon agree on which day it is, wherever they run and whoever starts them.

// Of a generation. An error where this machine's ICU does not know the zone.
Result<TimeZone> timezone_of(const Manifest& manifest);

// Of the published generation, else of the newest one that can be read; the machine's where there is none.
Result<TimeZone> timezone_of(const IndexFolder& folder);

}  // namespace callside
