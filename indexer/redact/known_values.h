#pragma once

#include <vector>

#include "indexer/format/document.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// Appends the places where the value of a ticket's field occurs in the text. Ignores case, accents, and
// separators between words or digits. Finds an address also by its street alone, and a telephone number also
// without its calling code. Names are in known_names.h.
void find_known_value(View units, const KnownValue& value, std::vector<Finding>& findings);

}  // namespace callside
