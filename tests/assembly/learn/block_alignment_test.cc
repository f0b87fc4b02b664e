#include "indexer/assembly/learn/block_alignment.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

BlockShape text(std::uint32_t length, std::vector<std::uint32_t> codes = {}) {
  return {BlockType::paragraph, length, std::move(codes)};
}
BlockShape heading(std::uint32_t length) { return {BlockType::heading, length, {}}; }

using Pairs = std::vector<AlignedBlocks>;

}  // namespace

TEST_CASE("texts with the same structure are paired block by block, whatever their lengths") {
  CHECK(align_blocks({heading(10), text(200), text(20)}, {heading(90), text(20), text(300)}, 1.0) ==
        Pairs{{0, 1, 0, 1}, {1, 2, 1, 2}, {2, 3, 2, 3}});
}

TEST_CASE("a paragraph without a translation is omitted") {
  CHECK(align_blocks({text(100), text(400), text(60), text(220)}, {text(105), text(62), text(215)}, 1.0) ==
        Pairs{{0, 1, 0, 1}, {2, 3, 1, 2}, {3, 4, 2, 3}});
}

TEST_CASE("a paragraph can be paired with two paragraphs of the translation") {
  CHECK(align_blocks({text(100), text(300), text(80)}, {text(98), text(160), text(150), text(81)}, 1.0) ==
        Pairs{{0, 1, 0, 1}, {1, 2, 1, 3}, {2, 3, 3, 4}});
}

TEST_CASE("a heading is not paired with a paragraph of the same length") {
  CHECK(align_blocks({heading(30), text(200)}, {text(30), heading(31), text(200)}, 1.0) ==
        Pairs{{0, 1, 1, 2}, {1, 2, 2, 3}});
}

TEST_CASE("numbers distinguish paragraphs of the same length") {
  CHECK(align_blocks({text(100, {4012}), text(100, {17})},
                     {text(100, {99}), text(100, {4012}), text(100, {17})},
                     1.0) == Pairs{{0, 1, 1, 2}, {1, 2, 2, 3}});
}

TEST_CASE("texts of very different sizes are paired in bounded time, or not at all") {
  const std::vector<BlockShape> few(3, text(50));
  const std::vector<BlockShape> many(200'000, text(50));
  CHECK(align_blocks(few, many, 1.0).size() <= 3);
  CHECK(align_blocks(many, few, 1.0).size() <= 3);
  CHECK(align_blocks({}, few, 1.0).empty());
}
