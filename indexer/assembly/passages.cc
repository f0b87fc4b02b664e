#include "indexer/assembly/passages.h"

#include <algorithm>

namespace callside {

namespace {

// Longest passage in words: about half a minute of reading aloud at 150 words a minute. List steps and table
// rows belong together and may run to the second limit.
constexpr std::size_t kWords = 80;
constexpr std::size_t kWordsOfList = 160;

std::size_t words_in(const StoredBlock& block) {
  return static_cast<std::size_t>(std::count_if(block.words.begin(), block.words.end(),
                                                [](std::uint32_t w) { return (w & kOverlayBit) == 0; }));
}

bool continues_list(const StoredBlock& before, const StoredBlock& block) {
  return block.type != BlockType::paragraph && block.type == before.type;
}

}  // namespace

std::vector<StoredPassage> cut_passages(Kind kind, const std::vector<StoredBlock>& blocks) {
  const bool resolved = std::any_of(blocks.begin(), blocks.end(), [](const StoredBlock& block) {
    return block.field == Field::resolution;
  });
  std::vector<StoredPassage> passages;
  std::uint32_t heading = kNoBlock;
  std::size_t words = 0;
  bool open = false;
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    const StoredBlock& block = blocks[i];
    if (kind == Kind::ticket && resolved && block.field != Field::resolution) continue;
    if (block.type == BlockType::heading) {
      heading = i;
      open = false;
      continue;
    }
    const std::size_t more = words_in(block);
    if (open) {
      const std::size_t bound = continues_list(blocks[i - 1], block) ? kWordsOfList : kWords;
      if (words + more > bound) open = false;
    }
    if (!open) {
      passages.push_back({i, 0, heading});
      words = 0;
      open = true;
    }
    ++passages.back().block_count;
    words += more;
  }
  return passages;
}

}  // namespace callside
