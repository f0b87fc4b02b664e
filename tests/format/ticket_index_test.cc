#include "indexer/format/ticket_index.h"

#include <random>

#include "indexer/format/index_folder.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/thorough.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

// By term: the tickets that have it. By ticket: its class.
struct Expected {
  std::map<std::string, std::map<std::uint32_t, std::uint32_t>> postings;
  std::map<std::uint32_t, std::uint32_t> classes;

  void add(const std::string& term, std::uint32_t ticket, std::uint32_t wdf) { postings[term][ticket] = wdf; }
  void remove(std::uint32_t ticket) {
    for (auto& [term, tickets] : postings) tickets.erase(ticket);
    std::erase_if(postings, [](const auto& one) { return one.second.empty(); });
  }
};

// Everything but the tickets that were removed after a list was written.
void check(const TicketIndex& index, const Expected& expected) {
  REQUIRE(index.size() == expected.postings.size());
  std::uint32_t number = 0;
  PostingList::Block block;
  for (const auto& [term, tickets] : expected.postings) {
    REQUIRE(index.term(number) == term);
    REQUIRE(index.find(term) == number);
    std::map<std::uint32_t, std::uint32_t> counts;
    for (const auto& [ticket, wdf] : tickets) ++counts[expected.classes.at(ticket)];
    std::vector<TicketCount> wanted;
    for (const auto& [access_class, count] : counts) wanted.push_back({access_class, count});
    const auto found = index.counts(number);
    REQUIRE(std::vector<TicketCount>(found.begin(), found.end()) == wanted);
    std::map<std::uint32_t, std::uint32_t> read;
    std::uint32_t before = 0;
    for (std::uint32_t i = 0; i < index.lists(number); ++i) {
      const PostingList list = index.list(number, i);
      for (std::uint32_t j = 0; j < list.blocks(); ++j) {
        list.read(j, block);
        for (std::uint32_t k = 0; k < block.size; ++k) {
          REQUIRE(block.documents[k] > before);
          before = block.documents[k];
          if (expected.classes.contains(before)) read[before] = block.wdfs[k];
        }
      }
    }
    REQUIRE(read == tickets);
    REQUIRE(index.frequency(term, tickets.begin()->first) == tickets.begin()->second);
    ++number;
  }
  CHECK(index.find("no such term") == TicketIndex::kNoTerm);
  CHECK(index.find("") == TicketIndex::kNoTerm);
}

const std::vector<std::string> kTexts = [] {
  std::vector<std::string> terms;
  for (int i = 0; i < 200; ++i) terms.push_back("Fen:t" + std::to_string(1000 + i));
  return terms;
}();

class RandomTickets {
 public:
  explicit RandomTickets(std::uint64_t seed) : random_(seed) {}

  // Adds tickets to a part. A term is rarer the higher its number.
  void fill(TicketPostingsWriter& writer, std::uint32_t first, std::uint32_t count, Expected& expected) {
    for (std::uint32_t ticket = first; ticket < first + count; ++ticket) {
      const auto access_class = static_cast<std::uint32_t>(random_() % 3);
      expected.classes[ticket] = access_class;
      std::vector<WeightedTerm> terms;
      for (std::uint32_t term = 0; term < kTexts.size(); ++term) {
        if (random_() % (1 + term * term / 20) != 0) continue;
        terms.push_back({term, static_cast<std::uint32_t>(1 + random_() % 300)});
        expected.add(kTexts[term], ticket, terms.back().wdf);
      }
      REQUIRE(writer.add(ticket, access_class, terms));
    }
  }
  std::uint64_t next() { return random_(); }

 private:
  std::mt19937_64 random_;
};

TicketPart add_part(const std::filesystem::path& folder, const std::string& name, std::uint32_t first,
                    std::uint32_t count, std::size_t batch, RandomTickets& random, Expected& expected) {
  auto writer = TicketPostingsWriter::create(folder, name, first - 1, batch);
  REQUIRE(writer);
  random.fill(*writer, first, count, expected);
  auto part = writer->finish();
  REQUIRE(part);
  return std::move(*part);
}

bool always(std::uint32_t) { return true; }

}  // namespace

TEST_CASE("a ticket index has the postings that were added, whatever fits into memory") {
  for (const std::size_t batch : {std::size_t{50}, std::size_t{3000}, TicketPostingsWriter::kBatch}) {
    const TemporaryFolder folder;
    RandomTickets random(batch);
    Expected expected;
    TicketIndexWriter writer(folder.path());
    REQUIRE(writer.add(add_part(folder.path(), "000001.1", 1, 700, batch, random, expected)));
    REQUIRE(writer.add(add_part(folder.path(), "000001.2", 701, 300, batch, random, expected)));
    REQUIRE(writer.finish(kTexts, always));
    const auto index = TicketIndex::open(folder.path());
    REQUIRE(index);
    check(*index, expected);
    // Only the parts themselves are left.
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& file :
         std::filesystem::directory_iterator(folder.path() / kTicketPartsFolder))
      ++files;
    CHECK(files == 2);
  }
}

TEST_CASE("an index without tickets has no terms") {
  const TemporaryFolder folder;
  REQUIRE(TicketIndexWriter(folder.path()).finish({}, always));
  const auto index = TicketIndex::open(folder.path());
  REQUIRE(index);
  check(*index, {});
}

TEST_CASE("updates add and remove tickets, and merge parts when there are too many") {
  const TemporaryFolder root;
  RandomTickets random(7);
  Expected expected;
  std::uint32_t next = 1;
  for (std::size_t update = 0; update < 2 * kMaxTicketParts; ++update) {
    const auto folder = root.path() / std::to_string(100 + update);
    TicketIndexWriter writer(folder);
    TicketIndex old;
    RemovedTickets removed;
    if (update > 0) {
      auto opened = TicketIndex::open(root.path() / std::to_string(100 + update - 1));
      REQUIRE(opened);
      old = std::move(*opened);
      for (int i = 0; i < 5; ++i) {
        auto ticket = expected.classes.begin();
        std::advance(ticket, static_cast<std::ptrdiff_t>(random.next() % expected.classes.size()));
        for (const auto& [term, tickets] : expected.postings) {
          if (tickets.contains(ticket->first)) ++removed[term][ticket->second];
        }
        expected.remove(ticket->first);
        expected.classes.erase(ticket);
      }
      REQUIRE(writer.take_over(old, removed));
    }
    REQUIRE(writer.add(add_part(folder, std::to_string(100 + update), next, 20, 1000, random, expected)));
    next += 20;
    REQUIRE(writer.finish(kTexts, [&](std::uint32_t ticket) { return expected.classes.contains(ticket); }));
    const auto index = TicketIndex::open(folder);
    REQUIRE(index);
    CHECK(index->parts().size() <= kMaxTicketParts);
    check(*index, expected);
  }
}

TEST_CASE("a damaged ticket index is refused or read without leaving its files") {
  const TemporaryFolder folder;
  RandomTickets random(5);
  Expected expected;
  TicketIndexWriter writer(folder.path());
  REQUIRE(
      writer.add(add_part(folder.path(), "000001", 1, 200, TicketPostingsWriter::kBatch, random, expected)));
  REQUIRE(writer.finish(kTexts, always));
  const std::string sound = *read_file(folder.path() / kTicketIndexFile);
  PostingList::Block block;
  for (int round = 0; round < thorough_or(3000, 300); ++round) {
    std::string bytes = sound;
    bytes[random.next() % (round % 2 == 0 ? 64 : bytes.size())] ^= static_cast<char>(1U << random.next() % 8);
    if (round % 5 == 0) bytes.resize(random.next() % bytes.size());
    REQUIRE(replace_file(folder.path() / kTicketIndexFile, bytes));
    const auto index = TicketIndex::open(folder.path());
    if (!index) {
      CHECK(index.error().code == ErrorCode::damaged);
      continue;
    }
    for (std::uint32_t number = 0; number <= index->size(); ++number) {
      (void)index->find(index->term(number));
      (void)index->counts(number);
      for (std::uint32_t i = 0; i <= index->lists(number); ++i) {
        const PostingList list = index->list(number, i);
        for (std::uint32_t j = 0; j < list.blocks(); ++j) list.read(j, block);
      }
    }
  }
}
