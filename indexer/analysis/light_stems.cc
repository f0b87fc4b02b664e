#include "indexer/analysis/light_stems.h"

#include <array>

namespace callside {

std::span<const StemTable> light_stem_tables() {
  static const std::array tables{kSlovenianStems};
  return tables;
}

}  // namespace callside
