#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// What of a block tells which block of a translation says the same.
struct BlockShape {
  BlockType type = BlockType::paragraph;
  std::uint32_t length = 0;          // of its text, in bytes
  std::vector<std::uint32_t> codes;  // numbers and codes in it, which languages share; sorted
};

// Blocks of one text and blocks of another that say the same: as many as stand in both ranges, [begin, end).
struct AlignedBlocks {
  std::uint32_t source_begin = 0, source_end = 0;
  std::uint32_t target_begin = 0, target_end = 0;
  bool operator==(const AlignedBlocks&) const = default;
};

// Pairs the blocks of a text with those of its translation, in order: one with one, one with two, or one with
// none, so that lengths agree as well as can be (Gale and Church 1993, "A Program for Aligning Sentences in
// Bilingual Corpora"), and types and codes too. Where both have the same types in the same order, block by
// block. Blocks without a counterpart are left out. `ratio`: of a translation's length to a source's, over
// the collection.
std::vector<AlignedBlocks> align_blocks(const std::vector<BlockShape>& source,
                                        const std::vector<BlockShape>& target, double ratio);

}  // namespace callside
