#include "indexer/format/posting_list.h"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/catch2.h"
#include "tests/support/thorough.h"

using namespace callside;

namespace {

constexpr std::uint32_t kHighest = 0xFFFFFFFF;

std::vector<Posting> read(const PostingList& list) {
  std::vector<Posting> all;
  PostingList::Block block;
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    list.read(i, block);
    for (std::uint32_t j = 0; j < block.size; ++j) all.push_back({block.documents[j], block.wdfs[j]});
  }
  return all;
}

std::string written(const std::vector<Posting>& postings, std::uint32_t before) {
  std::string bytes;
  write_postings(postings, before, bytes);
  return bytes;
}

std::vector<Posting> random_postings(std::mt19937_64& random, std::size_t most, std::uint32_t before) {
  const std::size_t count = std::uniform_int_distribution<std::size_t>(1, most)(random);
  const unsigned gap_bits = std::uniform_int_distribution<unsigned>(0, 20)(random);
  const unsigned wdf_bits = std::uniform_int_distribution<unsigned>(0, 15)(random);
  std::vector<Posting> postings;
  std::uint64_t document = before;
  for (std::size_t i = 0; i < count; ++i) {
    document += 1 + (random() & ((std::uint64_t{1} << gap_bits) - 1));
    if (document > kHighest) break;
    postings.push_back({static_cast<std::uint32_t>(document),
                        static_cast<std::uint32_t>(1 + (random() & ((std::uint64_t{1} << wdf_bits) - 1)))});
  }
  return postings;
}

}  // namespace

TEST_CASE("postings are read as they were written") {
  std::mt19937_64 random(1);
  for (int round = 0; round < thorough_or(2000, 200); ++round) {
    const std::uint32_t before = round % 3 == 0 ? 0 : static_cast<std::uint32_t>(random() % 1'000'000);
    const auto postings = random_postings(random, round % 2 == 0 ? 5 : 700, before);
    const std::string bytes = written(postings, before);
    const PostingList list = PostingList(bytes, before);
    REQUIRE(list.size() == postings.size());
    REQUIRE(read(list) == postings);
  }
}

TEST_CASE("the highest document and frequency of a block are known without reading it") {
  std::mt19937_64 random(2);
  const auto postings = random_postings(random, 1000, 7);
  const std::string bytes = written(postings, 7);
  const PostingList list = PostingList(bytes, 7);
  REQUIRE(list.blocks() > 1);
  PostingList::Block block;
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    list.read(i, block);
    CHECK(list.last_document(i) == block.documents[block.size - 1]);
    std::uint32_t highest = 0;
    for (std::uint32_t j = 0; j < block.size; ++j) highest = std::max<std::uint32_t>(highest, block.wdfs[j]);
    CHECK(list.max_wdf(i) == highest);
  }
}

TEST_CASE("the highest numbers fit, and higher frequencies are cut") {
  const std::vector<Posting> postings{{1, 70'000}, {kHighest, 1}};
  const std::string bytes = written(postings, 0);
  CHECK(read(PostingList(bytes, 0)) == std::vector<Posting>{{1, kMaxPostingWdf}, {kHighest, 1}});
}

TEST_CASE("a damaged list is read without leaving its bytes, and in order") {
  std::mt19937_64 random(3);
  for (int round = 0; round < thorough_or(20'000, 2000); ++round) {
    std::string bytes = written(random_postings(random, 600, 5), 5);
    for (int flips = 0; flips < 3; ++flips)
      bytes[random() % bytes.size()] ^= static_cast<char>(1U << random() % 8);
    if (round % 2 == 0) bytes.resize(random() % (bytes.size() + 1));
    // A copy without spare capacity, so that sanitizers notice reading beyond it.
    const std::vector<char> exact(bytes.begin(), bytes.end());
    const PostingList list({exact.data(), exact.size()}, 5);
    PostingList::Block block;
    for (std::uint32_t i = 0; i < std::min(list.blocks(), 100U); ++i) {
      list.read(i, block);
      REQUIRE(block.size <= kPostingBlock);
      for (std::uint32_t j = 1; j < block.size; ++j) REQUIRE(block.documents[j - 1] < block.documents[j]);
    }
  }
}
