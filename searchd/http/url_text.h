#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callside {

// Decodes a percent-encoded segment of a path. Keeps a '%' that encodes nothing. Replaces invalid UTF-8 by
// U+FFFD.
std::string decode_segment(std::string_view raw);

// Decodes the pairs of a query ("a=1&b=2") in the same way, in their order; '+' means a space.
std::vector<std::pair<std::string, std::string>> decode_query(std::string_view raw);

}  // namespace callside
