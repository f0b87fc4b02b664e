#include "searchd/query/retrieve/saturating_weight.h"

#include <cmath>

#include "indexer/format/fields.h"

namespace callside {

SaturatingWeight::SaturatingWeight() {
  need_stat(WDF);
  need_stat(WDF_MAX);
}

double SaturatingWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const {
  constexpr double kStep = 4294967296.0;  // 2^32: summands are multiples of its inverse
  const double occurrences = wdf;
  const double weight = factor_ * (kBm25K1 + 1) * occurrences / (occurrences + kWdfScale * kBm25K1);
  return std::round(weight * kStep) / kStep;
}

}  // namespace callside
