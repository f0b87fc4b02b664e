#pragma once

#include "indexer/format/fields.h"

namespace callside {

// BM25's saturation of weighted occurrences (fields.h), from 0 to k1 + 1.
constexpr double saturated(double wdf) { return (kBm25K1 + 1) * wdf / (wdf + kWdfScale * kBm25K1); }

}  // namespace callside
