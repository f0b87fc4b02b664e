#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// The terms of every word of a vocabulary, and how much a document weighs in each. Immutable after
// construction but for the scratch space: one thread at a time.
class TermWeigher {
 public:
  using Lengths = std::array<double, kFieldCount>;

  // `averages`: by analysis language, the mean length of each field.
  TermWeigher(const std::vector<std::string>& languages, const std::vector<FormEntry>& forms,
              std::vector<Lengths> averages);

  struct WeightedTerm {
    const std::string* term;
    std::uint32_t wdf;
  };
  // The terms of a document, sorted, with their within-document frequency as fields.h defines it. Valid until
  // the next call.
  const std::vector<WeightedTerm>& weigh(const StoreEntry& entry,
                                         const std::array<std::uint32_t, kFieldCount>& lengths);

 private:
  struct FormTerm {
    std::uint32_t term = 0;
    std::uint32_t class_set = 0;  // of class_sets_: which documents have it; 0: all that have the form
  };

  bool has(const FormTerm& term, std::uint32_t access_class) const;
  void add(const std::vector<std::uint32_t>& words, double weight, std::uint32_t access_class);

  std::vector<std::string> terms_;  // sorted
  std::vector<std::vector<std::uint32_t>> class_sets_{{}};
  // By form: where its terms begin in form_terms_ (and end: the next form's begin).
  std::vector<std::uint32_t> first_term_;
  std::vector<FormTerm> form_terms_;
  std::vector<Lengths> averages_;

  std::vector<double> weight_;  // by term; zero outside a call
  std::vector<std::uint32_t> touched_;
  std::vector<WeightedTerm> result_;
};

}  // namespace callside
