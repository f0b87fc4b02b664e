#pragma once

#include <cstdint>
#include <vector>

#include "indexer/format/form_counts.h"
#include "indexer/format/vocabulary.h"
#include "searchd/query/reach/withdrawn_counts.h"

namespace callside {

// Document counts of each word in a vocabulary, for one reader: without hidden and withdrawn documents.
// Refers to its arguments, which must outlive it.
class VisibleForms {
 public:
  VisibleForms(const Vocabulary& vocabulary, const FormCountTable& counts,
               const std::vector<bool>& visible_classes, const WithdrawnCounts& withdrawn);

  // Counts of `form`, which has number `number` in the vocabulary.
  FormCounts counts(std::uint32_t number, const Vocabulary::Form& form) const;
  // Returns true if a set of Vocabulary::class_sets() contains a visible class.
  bool is_in(std::uint32_t class_set) const {
    return class_set < sets_.size() && sets_[class_set] != Seen::nothing;
  }

 private:
  enum class Seen : std::uint8_t { nothing, some, all };

  const FormCountTable& counts_;
  const std::vector<bool>& visible_classes_;
  const WithdrawnCounts& withdrawn_;
  std::vector<Seen> sets_;
};

}  // namespace callside
