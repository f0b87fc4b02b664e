#include "searchd/query/retrieve/saturating_weight.h"

#include <cmath>

#include "searchd/query/retrieve/saturation.h"

namespace callside {

SaturatingWeight::SaturatingWeight() {
  need_stat(WDF);
  need_stat(WDF_MAX);
}

double SaturatingWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const {
  constexpr double kStep = 4294967296.0;  // 2^32: summands are multiples of its inverse
  return std::round(factor_ * saturated(wdf) * kStep) / kStep;
}

}  // namespace callside
