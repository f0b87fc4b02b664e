#pragma once

#include <cstddef>
#include <string_view>

#include "searchd/query/understand/lexicon.h"

namespace callside {

// Splits a word that the index lacks into two that it has ("pagenumber"). Returns the byte offset of the
// second, choosing the split whose rarer half is most frequent; 0 if there is none. `word` is folded.
std::size_t find_split(std::string_view word, std::uint16_t language, const Lexicon& lexicon);

}  // namespace callside
