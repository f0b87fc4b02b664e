#pragma once

#include <string>
#include <vector>

#include "searchd/query/suggester.h"

namespace callside {

// Inputs of the decision besides the suggestion's own fields.
struct AloudState {
  bool valid_today = true;
  bool past_review = false;        // review_by is in the past
  bool has_hidden_limits = false;  // it has a do_not_say that this reader may not see
};

// Returns the most serious reason why a document must not be read to the customer; empty: it may be. `lang`:
// languages asked for; empty: any.
std::string read_aloud_obstacle(const Suggestion& document, const AloudState& state,
                                const std::vector<std::string>& lang);

}  // namespace callside
