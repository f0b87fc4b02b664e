#pragma once

#include <cstddef>

#include "indexer/redact/folded_text.h"

namespace callside {

// The text that touches a number: it tells whether the number is whole, is an amount, or has an extension.

// The text before a number: `free` if it does not matter, `wants_label` if only a label makes it a whole
// number ("id=041555010", "NV-041555010"), `part` if the number is a part of something else.
enum class Edge { free, wants_label, part };
Edge left_edge(View units, std::size_t begin);

// Returns true if a number may end before units[end]. `amount_like`: it could have decimals.
bool right_edge_is_free(View units, std::size_t end, bool amount_like);

// Returns true if "EUR", "kg" or "kos" follows: the number is an amount.
bool unit_follows(View units, std::size_t end);
// Returns true if "EUR " or "$ " precedes.
bool currency_precedes(View units, std::size_t begin);

// Returns the end of an extension after a number that ends before units[end]: " ext. 12", " x12", ", int. 5".
// Returns `end` if there is none.
std::size_t extension_end(View units, std::size_t end);

}  // namespace callside
