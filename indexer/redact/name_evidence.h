#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Appends names that no single word announces. Weighs what speaks for a name (it is in a table, it is not a
// word of the language, a family name follows, somebody said something or was spoken to) against what speaks
// against it (a thing, a place, a firm). Skips names of `ranges`. In reading order.
void find_names_by_evidence(const Reading& reading, std::vector<NameRange>& ranges);

}  // namespace callside
