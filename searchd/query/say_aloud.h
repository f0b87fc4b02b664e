#pragma once

#include <string>
#include <vector>

#include "searchd/query/suggester.h"

namespace callside {

// Why a document is not to be said to the caller, the gravest reason; empty: it may be. `lang`: the languages
// that were asked for; none: any.
std::string not_aloud_reason(const Suggestion& document, bool valid_today,
                             const std::vector<std::string>& lang);

}  // namespace callside
