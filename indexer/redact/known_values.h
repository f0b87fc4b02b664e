#pragma once

#include <vector>

#include "indexer/format/document.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// Appends the places where a value of an export's field stands in the text: letter case, accents and what
// separates its words or digits aside. An address is also found by its street alone, a telephone number also
// without its calling code. Not for names (known_names.h).
void find_known_value(View units, const KnownValue& value, std::vector<Finding>& findings);

}  // namespace callside
