#pragma once

#include <xapian.h>
#include <cstdint>
#include <memory>
#include <vector>

namespace callside {

// A set of document numbers as a part of a Xapian query, without weight: a filter for what no term expresses.
class DocumentSet final : public Xapian::PostingSource {
 public:
  using Numbers = std::shared_ptr<const std::vector<std::uint32_t>>;

  // `numbers` are sorted.
  explicit DocumentSet(Numbers numbers) : numbers_(std::move(numbers)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    begun_ = false;
  }
  void next(double) override {
    if (begun_) ++at_;
    begun_ = true;
  }
  void skip_to(Xapian::docid number, double) override;
  bool at_end() const override { return at_ >= numbers_->size(); }
  Xapian::docid get_docid() const override { return (*numbers_)[at_]; }
  PostingSource* clone() const override { return new DocumentSet(numbers_); }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(numbers_->size()); }

  Numbers numbers_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

}  // namespace callside
