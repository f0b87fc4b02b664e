#pragma once

#include <cstdint>
#include <vector>

#include "indexer/format/form_counts.h"
#include "indexer/format/vocabulary.h"
#include "searchd/query/reach/withdrawn_counts.h"

namespace callside {

// How many documents hold each word of a vocabulary, of those that one reader may see and that are not
// withdrawn. Views: valid as long as what it was made of.
class VisibleForms {
 public:
  VisibleForms(const Vocabulary& vocabulary, const FormCountTable& counts,
               const std::vector<bool>& visible_classes, const WithdrawnCounts& withdrawn);

  // `form`: number `number` of the vocabulary.
  FormCounts counts(std::uint32_t number, const Vocabulary::Form& form) const;
  // Whether a visible class is in a set of Vocabulary::class_sets().
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
