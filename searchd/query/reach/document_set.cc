#include "searchd/query/reach/document_set.h"

#include <algorithm>

namespace callside {

void DocumentSet::skip_to(Xapian::docid number, double) {
  begun_ = true;
  const auto from = numbers_->begin() + static_cast<std::ptrdiff_t>(std::min(at_, numbers_->size()));
  at_ = static_cast<std::size_t>(std::lower_bound(from, numbers_->end(), number) - numbers_->begin());
}

}  // namespace callside
