#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/ticket_postings.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Computes the terms of a document and their weights, from the terms of each word in a vocabulary. One thread
// at a time, because of its scratch space; copies share everything else.
class TermWeigher {
 public:
  using Lengths = std::array<double, kFieldCount>;

  // `averages`: mean length of each field, by number of the analysis language.
  TermWeigher(const std::vector<std::string>& languages, const std::vector<FormEntry>& forms,
              std::vector<Lengths> averages);

  // All terms, sorted. WeightedTerm::number is an index into it.
  const std::vector<std::string>& terms() const { return tables_->terms; }
  // Returns the terms of a document, sorted, with the within-document frequency that fields.h defines. Valid
  // until the next call.
  const std::vector<WeightedTerm>& weigh(const StoreEntry& entry,
                                         const std::array<std::uint32_t, kFieldCount>& lengths);

 private:
  struct FormTerm {
    std::uint32_t term = 0;
    // Index into class_sets: access classes whose documents have the term. 0: all documents that have the
    // form.
    std::uint32_t class_set = 0;
  };

  bool has(const FormTerm& term, std::uint32_t access_class) const;
  void add(const std::vector<std::uint32_t>& words, double weight, std::uint32_t access_class);

  struct Tables {
    std::vector<std::string> terms;  // sorted
    std::vector<std::vector<std::uint32_t>> class_sets{{}};
    // By form: index of its first term in form_terms. Its terms end where those of the next form start.
    std::vector<std::uint32_t> first_term;
    std::vector<FormTerm> form_terms;
    std::vector<Lengths> averages;
  };

  std::shared_ptr<const Tables> tables_;

  std::vector<double> weight_;  // by term; all zero between calls of weigh()
  std::vector<std::uint32_t> touched_;
  std::vector<WeightedTerm> result_;
};

}  // namespace callside
