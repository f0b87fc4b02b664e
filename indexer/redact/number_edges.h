#pragma once

#include <cstddef>

#include "indexer/redact/folded_text.h"

namespace callside {

// What touches a number and tells whether it is whole, an amount, or has an extension.

// What stands before it: nothing that matters, something that only a label excuses ("id=041555010",
// "NV-041555010"), or a sign that it is a part of something else.
enum class Edge { free, wants_label, part };
Edge left_edge(View units, std::size_t begin);

// Whether it may end before units[end]. `amount_like`: it could have decimals.
bool right_edge_is_free(View units, std::size_t end, bool amount_like);

// Whether "EUR", "kg" or "kos" follows: what is counted or paid is not called.
bool unit_follows(View units, std::size_t end);
// Whether "EUR " or "$ " stands before it.
bool currency_precedes(View units, std::size_t begin);

// The end of the extension behind a number that ends before units[end], " ext. 12", " x12", ", int. 5"; `end`
// where there is none.
std::size_t extension_end(View units, std::size_t end);

}  // namespace callside
