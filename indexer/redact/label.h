#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// Returns those roles in `wanted` that cues have within `most_words` words before a unit, in the same
// sentence or the same part of the line. A full stop after an abbreviation does not end a sentence.
Roles roles_before(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words);

// Like roles_before, for cues that begin within `most_words` words after the unit.
Roles roles_after(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words);

}  // namespace callside
