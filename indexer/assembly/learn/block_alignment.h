#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// The properties of a block by which it is matched with a block of the translation.
struct BlockShape {
  BlockType type = BlockType::paragraph;
  std::uint32_t length = 0;          // of its text, in bytes
  std::vector<std::uint32_t> codes;  // numbers and codes in it, the same in all languages; sorted
};

// Blocks [begin, end) of a text, and the blocks of its translation that they correspond to.
struct AlignedBlocks {
  std::uint32_t source_begin = 0, source_end = 0;
  std::uint32_t target_begin = 0, target_end = 0;
  bool operator==(const AlignedBlocks&) const = default;
};

// Pairs the blocks of a text with those of its translation, in order: one with one, one with two, two with
// one, or one with none. Chooses the alignment in which lengths (Gale and Church 1993, "A Program for
// Aligning Sentences in Bilingual Corpora"), block types and codes agree best. If both texts have the same
// types in the same order, pairs them block by block. Omits blocks without a counterpart. `ratio`: length of
// translations relative to their sources, over the collection.
std::vector<AlignedBlocks> align_blocks(const std::vector<BlockShape>& source,
                                        const std::vector<BlockShape>& target, double ratio);

}  // namespace callside
