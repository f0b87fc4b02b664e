#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Appends names below a closing phrase ("Lep pozdrav, Ana Novak"), alone on the last line, or beside other
// personal data ("Ana Novak, ana@example.org"). In any order; they may overlap.
void find_signatures(const Reading& reading, std::vector<NameRange>& ranges);

}  // namespace callside
