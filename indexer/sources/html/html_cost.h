#pragma once

#include <string_view>

namespace callside {

// Whether a parser that follows HTML's algorithm, which looks through all open elements at many tags, would
// get stuck in this text: nesting deeper than 12,000, or work that grows with the square of its length. One
// pass, some 1 GB/s.
bool is_too_costly(std::string_view html);

}  // namespace callside
