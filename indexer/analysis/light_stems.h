#pragma once

#include <span>

#include "indexer/analysis/light_stemmer.h"

namespace callside {

// The tables of endings. They are written for folded words (normalize.h), so a word has the same stem with
// and without its accents. They rely on folding where it makes two letters one, such as Slovenian c and č.
extern const StemTable kSlovenianStems;
extern const StemTable kCroatianStems, kBulgarianStems, kMacedonianStems;         // light_stems_south.cc
extern const StemTable kCzechStems, kSlovakStems, kPolishStems, kUkrainianStems;  // light_stems_west.cc
extern const StemTable kLatvianStems, kEstonianStems;                             // light_stems_baltic.cc
extern const StemTable kGreekStems, kHindiStems, kPersianStems, kHebrewStems,
    kKoreanStems;  // light_stems_east.cc

std::span<const StemTable> light_stem_tables();

}  // namespace callside
