#include "indexer/format/bilingual_lexicon.h"

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Slovenian povracilo and povratek, English refund and return. Learned from public articles (class 0), and
// from one whose English version is internal (class 1).
std::vector<LexiconTerm> refunds() {
  return {{1, "refund", {{2, 0.8F, {{0, 0, 3}, {1, 0, 1}}}}},
          {1, "return", {{2, 0.1F, {{1, 0, 1}}}, {3, 0.9F, {{0, 0, 2}}}}},
          {2, "povracil", {{0, 0.8F, {{0, 0, 3}, {0, 1, 1}}}, {1, 0.1F, {{0, 1, 1}}}}},
          {2, "povrat", {{1, 0.9F, {{0, 0, 2}}}}}};
}

BilingualLexicon written(const TemporaryFolder& folder) {
  REQUIRE(write_bilingual_lexicon(folder.path() / "lexicon.bin", {"", "en", "sl"}, refunds()));
  auto lexicon = BilingualLexicon::open(folder.path() / "lexicon.bin");
  REQUIRE(lexicon);
  return std::move(*lexicon);
}

}  // namespace

TEST_CASE("a term and its translations are found") {
  const TemporaryFolder folder;
  const BilingualLexicon lexicon = written(folder);
  REQUIRE(lexicon.language("sl") == std::uint16_t{2});
  CHECK_FALSE(lexicon.language("de"));
  const auto term = lexicon.find(2, "povracil");
  REQUIRE(term);
  const auto translations = lexicon.translations(*term);
  REQUIRE(translations.size() == 2);
  CHECK(lexicon.term(translations[0].term).text == "refund");
  CHECK(lexicon.term(translations[0].term).language == 1);
  CHECK(translations[0].probability == Approx(0.8));
  CHECK_FALSE(lexicon.find(1, "povracil"));
  CHECK_FALSE(lexicon.find(2, "povraci"));
}

TEST_CASE("terms are found by prefix in their language") {
  const TemporaryFolder folder;
  const BilingualLexicon lexicon = written(folder);
  CHECK(lexicon.find_prefix(2, "povra") == std::pair(2U, 4U));
  CHECK(lexicon.find_prefix(2, "povrac") == std::pair(2U, 3U));
  CHECK(lexicon.find_prefix(1, "re") == std::pair(0U, 2U));
  const auto [first, last] = lexicon.find_prefix(1, "povra");
  CHECK(first == last);
}

TEST_CASE("only articles with both versions visible count as support for a translation") {
  const TemporaryFolder folder;
  const BilingualLexicon lexicon = written(folder);
  const auto translations = lexicon.translations(*lexicon.find(2, "povracil"));
  CHECK(lexicon.articles(translations[0], {true, true}) == 4);
  CHECK(lexicon.articles(translations[0], {true, false}) == 3);
  CHECK(lexicon.articles(translations[0], {false, true}) == 0);
  CHECK(lexicon.articles(translations[1], {true, false}) == 0);
  CHECK(lexicon.articles(translations[1], {true, true}) == 1);
}

TEST_CASE("a lexicon can be empty") {
  const TemporaryFolder folder;
  REQUIRE(write_bilingual_lexicon(folder.path() / "lexicon.bin", {"", "en"}, {}));
  const auto lexicon = BilingualLexicon::open(folder.path() / "lexicon.bin");
  REQUIRE(lexicon);
  CHECK_FALSE(lexicon->find(1, "refund"));
  CHECK(lexicon->find_prefix(1, "") == std::pair(0U, 0U));
}

TEST_CASE("a damaged lexicon is an error with a hint") {
  const TemporaryFolder folder;
  written(folder);
  const auto path = folder.path() / "lexicon.bin";
  const std::string bytes = *read_file(path);
  const auto fails = [&](std::string changed) {
    REQUIRE(replace_file(path, changed));
    const auto opened = BilingualLexicon::open(path);
    return !opened && opened.error().hint == "build the index again";
  };
  // Truncate at every length, and flip a bit of every byte: nothing outside the file may be read.
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(fails(bytes.substr(0, size)));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x80);
    REQUIRE(replace_file(path, changed));
    const auto opened = BilingualLexicon::open(path);
    if (!opened) continue;
    for (std::uint32_t term = 0; term < 4; ++term) {
      opened->term(term);
      for (const auto& one : opened->translations(term)) opened->articles(one, {true, true});
    }
  }
}
