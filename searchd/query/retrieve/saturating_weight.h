#pragma once

#include <xapian.h>
#include <string>

namespace callside {

// What Xapian adds up for a word: BM25F's saturation of its weighted occurrences (fields.h), times the factor
// of the query. How rare a word is stands in that factor (OP_SCALE_WEIGHT), since only documents that the
// reader may see count for it, and Xapian knows those of all readers.
//
// Each addend is a multiple of 2^-32: then sums are exact, and the same in whatever order Xapian adds, which
// depends on the postings of all readers.
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
