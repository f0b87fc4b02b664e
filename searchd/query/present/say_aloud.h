#pragma once

#include <string>
#include <vector>

#include "searchd/query/suggester.h"

namespace callside {

// What decides it, besides what the reader is told of the document.
struct AloudState {
  bool valid_today = true;
  bool past_review = false;        // its review_by is over
  bool has_hidden_limits = false;  // it has a do_not_say that this reader may not see
};

// Why a document is not to be said to the caller, the gravest reason; empty: it may be. `lang`: the languages
// that were asked for; none: any.
std::string not_aloud_reason(const Suggestion& document, const AloudState& state,
                             const std::vector<std::string>& lang);

}  // namespace callside
