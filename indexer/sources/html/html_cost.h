#pragma once

#include <string_view>

namespace callside {

// Returns true if the standard HTML parsing algorithm, which scans all open elements at many tags, would
// take too long on `html`: nesting deeper than 12,000 elements, or work quadratic in its length. Makes one
// pass, at about 1 GB/s.
bool is_too_costly(std::string_view html);

}  // namespace callside
