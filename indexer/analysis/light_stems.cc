#include "indexer/analysis/light_stems.h"

#include <array>

namespace callside {

std::span<const StemTable> light_stem_tables() {
  static const std::array tables{kSlovenianStems, kCroatianStems, kBulgarianStems, kMacedonianStems,
                                 kCzechStems,     kSlovakStems,   kPolishStems,    kUkrainianStems,
                                 kLatvianStems,   kEstonianStems, kGreekStems,     kHindiStems,
                                 kPersianStems,   kHebrewStems,   kKoreanStems};
  return tables;
}

}  // namespace callside
