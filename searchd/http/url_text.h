#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callside {

// One percent-encoded segment of a path, decoded; whatever is not UTF-8 becomes U+FFFD. A '%' that encodes
// nothing stays.
std::string decode_segment(std::string_view raw);

// The pairs of a query ("a=1&b=2"), in their order, decoded in the same way; '+' is a blank.
std::vector<std::pair<std::string, std::string>> decode_query(std::string_view raw);

}  // namespace callside
