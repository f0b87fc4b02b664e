#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "indexer/format/document.h"

namespace callside {

// The HTML of blocks whose source must not be shown: nothing but their text, escaped, in the element that
// their type asks for, with data-block="N" on the element of block N. Steps in a row are one list, which goes
// on counting after what stands between its steps, and starts anew behind a heading; rows in a row are one
// table.
// `first`: the number of the first block.
std::string html_of(std::span<const Block> blocks, std::size_t first = 0);

}  // namespace callside
