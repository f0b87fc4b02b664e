#include "indexer/format/document_store.h"

#include <map>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

StoreEntry entry(std::string id) {
  StoreEntry out;
  out.meta.id = std::move(id);
  out.meta.title = "Čšž";
  out.meta.before_escalating = {"order number", "school"};
  out.meta.verify_caller = true;
  out.title_words = {1, 2};
  out.keyword_words = {3};
  out.blocks.push_back(
      {"first block", BlockType::heading, 2, Field::body, {4, 5 | kOverlayBit}, {{0, 5}, {0, 11}}});
  out.blocks.push_back({"", BlockType::paragraph, 0, Field::body, {}, {}});
  out.blocks.push_back(
      {std::string(70000, '-') + "last", BlockType::step, 0, Field::body, {6}, {{70000, 4}}});
  out.passages = {{1, 2, 0}};
  return out;
}

void write(const std::filesystem::path& folder) {
  auto writer = DocumentStoreWriter::create(folder, "000001");
  REQUIRE(writer);
  REQUIRE(writer->add(entry("a")));
  REQUIRE(writer->add(entry("b")));
  REQUIRE(writer->add(entry("c")));
  REQUIRE(writer->finish({0, 1, 0}));
}

}  // namespace

TEST_CASE("a store returns what was written") {
  TemporaryFolder folder;
  write(folder.path());
  const auto store = DocumentStore::open(folder.path());
  REQUIRE(store);
  CHECK(store->size() == 3);
  const StoredDocument document = store->document(1);
  CHECK(document.id() == "a");
  CHECK(document.meta().title == "Čšž");
  CHECK(document.meta().before_escalating == std::vector<std::string>{"order number", "school"});
  CHECK(document.meta().verify_caller);
  CHECK(document.words().size() == 6);
  CHECK(document.block_words(0) == std::pair<std::uint32_t, std::uint32_t>{3, 5});
  CHECK(document.block_words(2) == std::pair<std::uint32_t, std::uint32_t>{5, 6});
  CHECK(document.block_text(0) == "first block");
  CHECK(document.block_text(1).empty());
  CHECK(document.block_spans(0)[1].length == 11);
  CHECK(document.block_spans(2)[0].start == 70000);
  CHECK(document.passages()[0].heading_block == 0);
  CHECK(store->group_of(3) == 0);
  CHECK(store->group(0).size() == 2);
  CHECK(store->group(0)[1] == 3);
  CHECK(store->group(1)[0] == 2);
}

TEST_CASE("a store that saves memory returns the same documents, however many are read") {
  TemporaryFolder folder;
  write(folder.path());
  auto store = DocumentStore::open(folder.path());
  REQUIRE(store);
  store->save_memory();
  // Was read before its pages are given back, and is used afterwards.
  const StoredDocument first = store->document(1);
  bool all_same = true;
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    const std::uint32_t number = i % 3 + 1;
    all_same = all_same && store->document(number).id() == std::string(1, static_cast<char>('a' + i % 3));
  }
  CHECK(all_same);
  CHECK(first.id() == "a");
  CHECK(first.block_text(0) == "first block");
}

TEST_CASE("a store continues another without its removed documents") {
  TemporaryFolder folder;
  const auto first = folder.path() / "first";
  const auto second = folder.path() / "second";
  write(first);
  {
    const auto old = DocumentStore::open(first);
    REQUIRE(old);
    auto writer = DocumentStoreWriter::create(second, "000002");
    REQUIRE(writer);
    REQUIRE(writer->take_over(*old));
    writer->remove(2);
    CHECK(*writer->add(entry("d")) == 4);
    REQUIRE(writer->finish({0, kNoGroup, 0, 1}));
  }
  std::filesystem::remove_all(first);
  const auto store = DocumentStore::open(second);
  REQUIRE(store);
  CHECK(store->size() == 4);
  CHECK(store->has(1));
  CHECK_FALSE(store->has(2));
  CHECK(store->document(1).id() == "a");
  CHECK(store->document(3).entry().blocks[1].text.empty());
  CHECK(store->document(4).entry().meta.title == "Čšž");
  CHECK(store->group(1)[0] == 4);
}

TEST_CASE("a store with many segments is rewritten into one") {
  TemporaryFolder folder;
  write(folder.path() / "0");
  constexpr int kUpdates = 100;
  for (int i = 1; i <= kUpdates; ++i) {
    const auto old = DocumentStore::open(folder.path() / std::to_string(i - 1));
    REQUIRE(old);
    auto writer = DocumentStoreWriter::create(folder.path() / std::to_string(i), "u" + std::to_string(i));
    REQUIRE(writer);
    REQUIRE(writer->take_over(*old));
    writer->remove(static_cast<std::uint32_t>(i));
    REQUIRE(writer->add(entry("n" + std::to_string(i))));
    std::vector<std::uint32_t> groups(writer->size(), 0);
    std::fill_n(groups.begin(), i, kNoGroup);
    REQUIRE(writer->finish(groups));
  }
  const auto last = folder.path() / std::to_string(kUpdates);
  const auto store = DocumentStore::open(last);
  REQUIRE(store);
  CHECK(store->document(kUpdates + 1).id() == "n98");
  CHECK(store->document(kUpdates + 3).id() == "n100");
  std::size_t segments = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(last / "documents"))
    ++segments;
  CHECK(segments < 40);
}

TEST_CASE("a truncated store is refused") {
  TemporaryFolder folder;
  write(folder.path());
  for (const char* name : {"numbers.bin", "documents/000001.bin"}) {
    const std::string bytes = *read_file(folder.path() / name);
    REQUIRE(replace_file(folder.path() / name, bytes.substr(0, bytes.size() - 9)));
    CHECK_FALSE(DocumentStore::open(folder.path()));
    REQUIRE(replace_file(folder.path() / name, ""));
    CHECK_FALSE(DocumentStore::open(folder.path()));
    REQUIRE(replace_file(folder.path() / name, bytes));
    CHECK(DocumentStore::open(folder.path()));
  }
}

TEST_CASE("a store counts the tickets of each group that has an article, by class") {
  TemporaryFolder folder;
  const auto of = [](Kind kind, std::uint16_t access_class) {
    StoreEntry out = entry("x");
    out.kind = kind;
    out.access_class = access_class;
    return out;
  };
  const auto counted = [](const DocumentStore& store, std::uint32_t group) {
    std::map<std::uint32_t, std::uint32_t> counts;
    for (const ResolvedTickets& one : store.resolved_tickets(group)) counts[one.access_class] = one.count;
    return counts;
  };
  using Counts = std::map<std::uint32_t, std::uint32_t>;
  const auto first = folder.path() / "first", second = folder.path() / "second";
  {
    auto writer = DocumentStoreWriter::create(first, "000001");
    REQUIRE(writer);
    // Group 0: an article, its translation and three tickets. Group 1: a ticket. Group 2: an article.
    for (const auto& [kind, access] : std::vector<std::pair<Kind, std::uint16_t>>{{Kind::ticket, 0},
                                                                                  {Kind::ticket, 3},
                                                                                  {Kind::article, 0},
                                                                                  {Kind::ticket, 3},
                                                                                  {Kind::article, 1},
                                                                                  {Kind::ticket, 0},
                                                                                  {Kind::article, 0}})
      REQUIRE(writer->add(of(kind, access)));
    REQUIRE(writer->finish({0, 0, 0, 0, 0, 1, 2}));
  }
  const auto store = DocumentStore::open(first);
  REQUIRE(store);
  CHECK(counted(*store, 0) == Counts{{0, 1}, {3, 2}});
  CHECK(counted(*store, 1).empty());
  CHECK(counted(*store, 2).empty());
  const auto versions = store->versions(0);
  CHECK(std::vector<std::uint32_t>(versions.begin(), versions.end()) == std::vector<std::uint32_t>{3, 5});
  CHECK(store->versions(1).empty());
  CHECK(store->versions(2).size() == 1);
  {
    auto writer = DocumentStoreWriter::create(second, "000002");
    REQUIRE(writer);
    REQUIRE(writer->take_over(*store));
    writer->remove(2);
    REQUIRE(writer->add(of(Kind::ticket, 4)));
    REQUIRE(writer->finish({0, kNoGroup, 0, 0, 0, 1, 2, 2}));
  }
  const auto next = DocumentStore::open(second);
  REQUIRE(next);
  CHECK(counted(*next, 0) == Counts{{0, 1}, {3, 1}});
  CHECK(counted(*next, 2) == Counts{{4, 1}});
}
