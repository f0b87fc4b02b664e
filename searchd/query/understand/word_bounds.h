#pragma once

#include <cstddef>
#include <string_view>

#include "searchd/query/understand/lexicon.h"

namespace callside {

// Where a word that the index does not have falls into two that it has ("pagenumber"): the byte at which the
// second begins, of all such places the one whose words are most frequent; 0: there is none. `word` is
// folded.
std::size_t find_split(std::string_view word, std::uint16_t language, const Lexicon& lexicon);

}  // namespace callside
