#include "indexer/format/callers_words.h"

#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace callside {

using testing::TemporaryFolder;

namespace {

LearnedCallersWords two_classes() {
  CallersTable first;
  first.access_class = 0;
  first.tickets = 40;
  first.articles = {0, 2};
  first.trust = 0.8F;
  first.hit_rate = 0.75F;
  first.words = {{callers_word("en", "eat"), 3.5F, {{0, 5, 1.5F}, {2, 3, -0.5F}}},
                 {callers_pair("en", "eat", "card"), 2.5F, {{0, 4, 2.5F}}}};
  CallersTable second;
  second.access_class = 3;
  second.tickets = 9;
  second.articles = {1};
  second.words = {{callers_word("sl", "kartic"), 1.5F, {{1, 9, 1.0F}}}};
  return {{"card/atm", "card/lost", "card/pin"}, {first, second}, {}};
}

}  // namespace

TEST_CASE("callers' words are read as they were written") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "callers.bin";
  REQUIRE(write_callers_words(path, two_classes()));
  const auto words = CallersWords::open(path);
  REQUIRE(words);
  CHECK(words->articles() == 3);
  CHECK(words->find_article("card/lost") == 1);
  CHECK(words->find_article("card/los") == words->articles());
  CHECK(words->article(2) == "card/pin");
  REQUIRE(words->tables().size() == 2);

  const CallersWords::Table& first = words->tables()[0];
  CHECK(first.tickets() == 40);
  CHECK(first.trust() == 0.8F);
  CHECK(first.hit_rate() == 0.75F);
  CHECK(std::vector<std::uint32_t>(first.articles().begin(), first.articles().end()) ==
        std::vector<std::uint32_t>{0, 2});
  const auto eat = first.find("en:eat");
  REQUIRE(eat.postings.size() == 2);
  CHECK(eat.rarity == 3.5F);
  CHECK(eat.postings[1].article == 2);
  CHECK(eat.postings[1].tickets == 3);
  CHECK(first.find("en:eat card").postings.size() == 1);
  CHECK(first.find("sl:kartic").empty());

  const CallersWords::Table& second = words->tables()[1];
  CHECK(second.access_class() == 3);
  CHECK(second.find("sl:kartic").postings.size() == 1);
  CHECK(second.find("en:eat").empty());
}

TEST_CASE("a file of callers' words that is truncated anywhere is damaged") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "callers.bin";
  REQUIRE(write_callers_words(path, two_classes()));
  const auto bytes = read_file(path);
  REQUIRE(bytes);
  for (std::size_t size = 0; size < bytes->size(); ++size) {
    std::ofstream(path, std::ios::trunc | std::ios::binary) << bytes->substr(0, size);
    const auto words = CallersWords::open(path);
    INFO(size);
    REQUIRE_FALSE(words);
    CHECK(words.error().message.find("callers.bin") != std::string::npos);
  }
}

}  // namespace callside
