#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// Country calling codes (ITU-T E.164) and the lengths of national numbers, from data/calling_codes.txt. One
// digit less is accepted, as people forget one. For codes whose numbering plan is not recorded, 6 to 12
// digits are accepted. A number has at most 15 digits with the code.

// Returns true if `digits`, which followed "+" or "00", are a calling code and a number of a valid length.
// The code must be within the first `first_group` digits as written: "+386 41", but not "+2 000 000".
bool is_international(std::string_view digits, std::size_t first_group);

}  // namespace callside
