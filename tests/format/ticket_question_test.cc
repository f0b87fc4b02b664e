#include "indexer/format/ticket_question.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

// The question of a stored ticket with the subject "Portal" and these blocks.
std::string question_of(const std::vector<std::pair<Field, std::string>>& blocks) {
  const TemporaryFolder folder;
  StoreEntry entry;
  entry.meta.id = "T-1";
  entry.meta.title = "Portal";
  for (const auto& [field, text] : blocks)
    entry.blocks.push_back({text, BlockType::paragraph, 0, field, {}, {}});
  auto writer = DocumentStoreWriter::create(folder.path(), "000001");
  REQUIRE(writer);
  REQUIRE(writer->add(entry));
  REQUIRE(writer->finish({0}));
  const auto store = DocumentStore::open(folder.path());
  REQUIRE(store);
  return ticket_question(store->document(1));
}

}  // namespace

TEST_CASE("a ticket's question is its question's text, without what resolved it") {
  CHECK(question_of({{Field::question, "I cannot sign in."},
                     {Field::resolution, "The password was reset."},
                     {Field::question, "It is urgent."}}) == "I cannot sign in. It is urgent.");
}

TEST_CASE("a ticket without a question asks its subject") {
  CHECK(question_of({{Field::resolution, "The password was reset."}}) == "Portal");
  CHECK(question_of({{Field::question, " "}, {Field::question, ""}}) == "Portal");
}

TEST_CASE("a long question is cut after 300 characters, between words if it has any") {
  const std::string exact = std::string(147, 'a') + " " + std::string(152, 'b');
  REQUIRE(exact.size() == 300);
  CHECK(question_of({{Field::question, exact}}) == exact);
  CHECK(question_of({{Field::question, exact + "c"}}) == std::string(147, 'a'));
  // A language without spaces is cut between characters, never inside one.
  std::string kanji, expected;
  for (int i = 0; i < 310; ++i) {
    kanji += "\xE9\x9B\xBB";
    if (i < 300) expected += "\xE9\x9B\xBB";
  }
  CHECK(question_of({{Field::question, kanji}}) == expected);
}
