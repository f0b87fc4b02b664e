#pragma once

#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// Cuts a document's blocks into passages that are short enough for an agent to read aloud. A heading starts a
// passage and names it. Every other block is in exactly one passage. A numbered list stays whole if it is not
// too long. A ticket's passages come from the resolution only, or from the question if there is no
// resolution.
std::vector<StoredPassage> cut_passages(Kind kind, const std::vector<StoredBlock>& blocks);

}  // namespace callside
