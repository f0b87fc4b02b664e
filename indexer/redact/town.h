#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// Returns the end of the town after a street that ends before `end`: ", 10115 Berlin", ", Otterford, QX4
// 7ZZ", " Tarrowby QX3 2LL", ", Millhaven, OH 45999", "\n1000 Ljubljana". Returns `end` if there is none.
// Knows postal codes of four or five digits (SI, AT, DE, ES), of the United Kingdom, and US states with five
// digits.
std::size_t town_end(const Reading& reading, std::size_t end);

// Returns true if a town with its postal code follows.
bool has_postal_town(const Reading& reading, std::size_t end);

}  // namespace callside
