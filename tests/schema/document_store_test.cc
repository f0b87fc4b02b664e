#include "indexer/schema/document_store.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

StoreEntry entry(std::uint32_t group, std::string id) {
  StoreEntry out;
  out.group = group;
  out.meta.id = std::move(id);
  out.meta.title = "Čšž";
  out.meta.before_escalating = {"order number", "school"};
  out.meta.verify_caller = true;
  out.title_words = {1, 2};
  out.keyword_words = {3};
  out.blocks.push_back(
      {"first block", BlockType::heading, 2, Field::body, {4, 5 | kOverlayBit}, {{0, 5}, {0, 11}}});
  out.blocks.push_back({"", BlockType::paragraph, 0, Field::body, {}, {}});
  out.blocks.push_back({"last", BlockType::step, 0, Field::body, {6}, {{70000, 4}}});
  out.passages = {{1, 2, 0}};
  return out;
}

}  // namespace

TEST_CASE("a store gives back what was written") {
  TemporaryFolder folder;
  {
    auto writer = DocumentStoreWriter::create(folder.path() / "s");
    REQUIRE(writer);
    REQUIRE(writer->add(entry(0, "a")));
    REQUIRE(writer->add(entry(1, "b")));
    REQUIRE(writer->add(entry(0, "c")));
    REQUIRE(writer->finish());
  }
  const auto store = DocumentStore::open(folder.path() / "s");
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
  CHECK(store->group(0).size() == 2);
  CHECK(store->group(0)[1] == 3);
  CHECK(store->group(1)[0] == 2);
}

TEST_CASE("a store that was cut off is refused") {
  TemporaryFolder folder;
  auto writer = DocumentStoreWriter::create(folder.path() / "s");
  REQUIRE(writer);
  REQUIRE(writer->add(entry(0, "a")));
  REQUIRE(writer->finish());
  const std::string bytes = *read_file(folder.path() / "s");
  REQUIRE(replace_file(folder.path() / "cut", bytes.substr(0, bytes.size() - 9)));
  CHECK_FALSE(DocumentStore::open(folder.path() / "cut"));
  REQUIRE(replace_file(folder.path() / "empty", ""));
  CHECK_FALSE(DocumentStore::open(folder.path() / "empty"));
}
