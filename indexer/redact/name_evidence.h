#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Appends the names that stand where no single word introduces them: what speaks for a name (it is in a
// table, it is no word of the language, a family name follows, somebody spoke or was spoken to) and against
// it (a thing, a place, a firm) is weighed together. Names of `ranges` are passed by. In reading order.
void find_names_by_evidence(const Reading& reading, std::vector<NameRange>& ranges);

}  // namespace callside
