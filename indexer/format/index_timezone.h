#pragma once

#include "indexer/base/time_zone.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// An index records the time zone that callside.yaml named when the generation was built, so that all commands
// and the daemon agree on the current day, on every machine and for every user.

// The time zone of a generation. Returns an error if this machine's ICU does not know it.
Result<TimeZone> timezone_of(const Manifest& manifest);

// The time zone of the published generation, else of the newest readable one, else the machine's.
Result<TimeZone> timezone_of(const IndexFolder& folder);

}  // namespace callside
