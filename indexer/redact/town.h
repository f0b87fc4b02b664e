#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// The end of the town behind a street that ends before `end`: ", 10115 Berlin", ", Otterford, QX4 7ZZ",
// " Tarrowby QX3 2LL", ", Millhaven, OH 45999", "\n1000 Ljubljana"; `end` where there is none. Shapes of
// postal codes: four or five digits (SI, AT, DE, ES), the United Kingdom's, and US states with five.
std::size_t town_end(const Reading& reading, std::size_t end);

// Whether there is one, with its postal code.
bool has_postal_town(const Reading& reading, std::size_t end);

}  // namespace callside
