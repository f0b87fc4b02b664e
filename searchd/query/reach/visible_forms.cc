#include "searchd/query/reach/visible_forms.h"

#include <algorithm>

namespace callside {

VisibleForms::VisibleForms(const Vocabulary& vocabulary, const FormCountTable& counts,
                           const std::vector<bool>& visible_classes, const WithdrawnCounts& withdrawn)
    : counts_(counts), visible_classes_(visible_classes), withdrawn_(withdrawn) {
  const auto is_visible = [&](std::uint32_t one) {
    return one < visible_classes.size() && visible_classes[one];
  };
  for (const std::vector<std::uint32_t>& set : vocabulary.class_sets()) {
    const auto seen = std::count_if(set.begin(), set.end(), is_visible);
    sets_.push_back(seen == 0                                         ? Seen::nothing
                    : seen == static_cast<std::ptrdiff_t>(set.size()) ? Seen::all
                                                                      : Seen::some);
  }
  sets_.push_back(Seen::nothing);  // for the empty word
}

FormCounts VisibleForms::counts(std::uint32_t number, const Vocabulary::Form& form) const {
  FormCounts counts;
  switch (sets_[form.class_set]) {
    case Seen::nothing:
      return counts;
    case Seen::all:
      counts = form.counts;
      break;
    case Seen::some:
      for (const ClassCount& one : counts_.of(number)) {
        if (one.number < visible_classes_.size() && visible_classes_[one.number]) counts += one.counts;
      }
      break;
  }
  if (withdrawn_.empty()) return counts;
  return counts - withdrawn_.with_form(form.id, visible_classes_);
}

}  // namespace callside
