#include "indexer/assembly/passages.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

StoredBlock block(BlockType type, std::size_t words, Field field = Field::body) {
  StoredBlock out;
  out.type = type;
  out.field = field;
  out.words.assign(words, 7);
  return out;
}

constexpr auto kP = BlockType::paragraph;
constexpr auto kStep = BlockType::step;
constexpr auto kHeading = BlockType::heading;

}  // namespace

TEST_CASE("a heading begins a passage and names it") {
  const auto passages =
      cut_passages(Kind::article, {block(kP, 10), block(kHeading, 2), block(kP, 10), block(kP, 10)});
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].heading_block == kNoBlock);
  CHECK(passages[1].heading_block == 1);
  CHECK(passages[1].first_block == 2);
  CHECK(passages[1].block_count == 2);
}

TEST_CASE("long text is cut between paragraphs, and a passage with list steps may be longer") {
  const auto prose = cut_passages(Kind::article, {block(kP, 60), block(kP, 60), block(kP, 60)});
  CHECK(prose.size() == 3);
  const auto steps =
      cut_passages(Kind::article, {block(kP, 20), block(kStep, 40), block(kStep, 40), block(kStep, 40)});
  CHECK(steps.size() == 1);
  CHECK(cut_passages(Kind::article, std::vector<StoredBlock>(20, block(kStep, 40))).size() > 3);
}

TEST_CASE("every block but headings is in exactly one passage") {
  std::vector<StoredBlock> blocks;
  for (std::size_t i = 0; i < 100; ++i)
    blocks.push_back(block(i % 7 == 0 ? kHeading : i % 3 == 0 ? kStep : kP, i));
  std::vector<int> seen(blocks.size(), 0);
  for (const StoredPassage& passage : cut_passages(Kind::article, blocks)) {
    for (std::size_t i = 0; i < passage.block_count; ++i) ++seen[passage.first_block + i];
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) CHECK(seen[i] == (blocks[i].type == kHeading ? 0 : 1));
}

TEST_CASE("a ticket's passages come from its resolution") {
  const auto both =
      cut_passages(Kind::ticket, {block(kP, 10, Field::question), block(kP, 10, Field::resolution)});
  REQUIRE(both.size() == 1);
  CHECK(both[0].first_block == 1);
  CHECK(cut_passages(Kind::ticket, {block(kP, 10, Field::question)}).size() == 1);
  CHECK(cut_passages(Kind::article, {}).empty());
}
