#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "indexer/format/document.h"
#include "indexer/format/document_store.h"

namespace callside {

// Returns the HTML of blocks whose source markup must not be shown: their escaped text in the element of
// their type, with data-block="N" on the element of block N. Consecutive steps form one list; its numbering
// continues after other blocks between the steps and restarts after a heading. Consecutive rows form one
// table. `first` is the number of the first block.
std::string html_of(std::span<const Block> blocks, std::size_t first = 0);

// Returns the HTML of a ticket, which is not stored: its question and its resolution, each in a section, with
// blocks numbered through both.
std::string ticket_html(const StoredDocument& ticket);

}  // namespace callside
