#pragma once

#include <xapian.h>
#include <string>

namespace callside {

// Xapian weighting scheme for BM25F: saturates the weighted occurrences of a term (fields.h) and multiplies
// by the query's factor. The factor (OP_SCALE_WEIGHT) contains the inverse document frequency, because
// Xapian's own counts documents that the reader may not see.
//
// Each summand is a multiple of 2^-32, so sums are exact and do not depend on the order in which Xapian adds,
// which depends on hidden postings.
class SaturatingWeight final : public Xapian::Weight {
 public:
  SaturatingWeight();

  SaturatingWeight* clone() const override { return new SaturatingWeight; }
  std::string name() const override { return "SaturatingWeight"; }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const override;
  double get_maxpart() const override { return get_sumpart(get_wdf_upper_bound(), 0, 0); }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }

 private:
  void init(double factor) override { factor_ = factor; }

  double factor_ = 1;
};

}  // namespace callside
