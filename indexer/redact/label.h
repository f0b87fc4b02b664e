#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// The roles of the cues that stand at most `most_words` words before a unit, in its sentence or the line's
// part before it; only those in `wanted`. A full stop behind an abbreviation ends no sentence.
Roles roles_before(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words);

// The same on the other side: cues that begin within `most_words` words behind the unit.
Roles roles_after(const Reading& reading, std::size_t unit, Roles wanted, std::size_t most_words);

}  // namespace callside
