#pragma once

#include <span>

#include "indexer/analysis/light_stemmer.h"

namespace callside {

// The tables of endings, one a family of languages. All are written for folded words, so that a word gives
// the same stem with and without its accents; where two letters fold to one (Slovenian c and č), the tables
// lean on it. Constant data, any thread.
extern const StemTable kSlovenianStems;
extern const StemTable kCroatianStems, kBulgarianStems, kMacedonianStems;         // light_stems_south.cc
extern const StemTable kCzechStems, kSlovakStems, kPolishStems, kUkrainianStems;  // light_stems_west.cc
extern const StemTable kLatvianStems, kEstonianStems;                             // light_stems_baltic.cc
extern const StemTable kGreekStems, kHindiStems, kPersianStems, kHebrewStems,
    kKoreanStems;  // light_stems_east.cc

std::span<const StemTable> light_stem_tables();

}  // namespace callside
