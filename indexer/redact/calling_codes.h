#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// Country calling codes of ITU-T E.164 (list of assigned codes) and how long the numbers behind them are,
// from the national numbering plans of the countries that Callside's users mostly call; one digit less is let
// through, as people forget one. Elsewhere: 6 to 12 digits, 15 with the code.

// Whether `digits`, which followed "+" or "00", are a calling code and a number of a fitting length. The code
// must lie within the first `first_group` digits, as written: "+386 41", but not "+2 000 000".
bool is_international(std::string_view digits, std::size_t first_group);

}  // namespace callside
