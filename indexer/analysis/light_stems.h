#pragma once

#include <span>

#include "indexer/analysis/light_stemmer.h"

namespace callside {

// The tables of endings, one a family of languages. All are written for folded words, so that a word gives
// the same stem with and without its accents; where two letters fold to one (Slovenian c and č), the tables
// lean on it. Constant data, any thread.
extern const StemTable kSlovenianStems;

std::span<const StemTable> light_stem_tables();

}  // namespace callside
