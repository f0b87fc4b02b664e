#include "indexer/format/vocabulary.h"

#include <algorithm>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

FormEntry form(std::uint16_t language, std::string normal, std::string folded, std::string stem,
               std::vector<std::uint32_t> classes = {0}) {
  FormEntry entry;
  entry.language = language;
  entry.normal = std::move(normal);
  entry.folded = std::move(folded);
  entry.stem = std::move(stem);
  entry.counts = {3, 1};
  for (const std::uint32_t one : classes) entry.classes.push_back({one, {3, 1}});
  return entry;
}

Vocabulary write_and_open(const TemporaryFolder& folder, std::vector<FormEntry> forms) {
  std::sort(forms.begin(), forms.end(), form_less);
  REQUIRE(write_vocabulary(folder.path() / "v", {"", "en", "fr"}, forms));
  auto opened = Vocabulary::open(folder.path() / "v");
  REQUIRE(opened);
  return std::move(*opened);
}

std::vector<std::string> words_in(const Vocabulary& vocabulary, Vocabulary::Range range) {
  std::vector<std::string> words;
  for (std::uint32_t i = range.begin; i < range.end; ++i) words.emplace_back(vocabulary.form(i).normal);
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a vocabulary finds words by folded form, prefix and stem in one language") {
  TemporaryFolder folder;
  const Vocabulary v =
      write_and_open(folder, {form(1, "number", "number", "number"), form(1, "numbers", "numbers", "number"),
                              form(1, "numb", "numb", "numb"), form(1, "nut", "nut", "nut"),
                              form(2, "numéro", "numero", "numero"), form(2, "numero", "numero", "numero"),
                              form(0, "4012", "4012", "")});
  CHECK(v.size() == 7);
  CHECK(words_in(v, v.find_folded(2, false, "numero")) == Words{"numero", "numéro"});
  CHECK(words_in(v, v.find_folded(1, false, "numero")).empty());
  CHECK(words_in(v, v.find_prefix(1, "numb")) == Words{"numb", "number", "numbers"});
  CHECK(words_in(v, v.find_prefix(1, "")) == Words{"numb", "number", "numbers", "nut"});
  CHECK(words_in(v, v.find_prefix(1, "x")).empty());
  CHECK(words_in(v, v.find_prefix(0, "40")) == Words{"4012"});
  CHECK(v.find_stem(1, "number").size() == 2);
  CHECK(v.find_stem(2, "number").empty());
  CHECK(v.form(v.find_folded(1, false, "nut").begin).counts.articles == 3);
}

TEST_CASE("bigrams are not words") {
  TemporaryFolder folder;
  FormEntry bigram = form(1, "印刷", "印刷", "");
  bigram.kind = SegmentKind::bigram;
  const Vocabulary v = write_and_open(folder, {bigram, form(1, "印刷機", "印刷機", "")});
  CHECK(words_in(v, v.find_folded(1, true, "印刷")) == Words{"印刷"});
  CHECK(words_in(v, v.find_folded(1, false, "印刷")).empty());
  CHECK(words_in(v, v.find_prefix(1, "印")) == Words{"印刷機"});
}

TEST_CASE("a word has the classes of the documents that contain it") {
  TemporaryFolder folder;
  const Vocabulary v = write_and_open(
      folder, {form(1, "open", "open", "open", {0, 1}), form(1, "secret", "secret", "secret", {1})});
  using Classes = std::vector<std::uint32_t>;
  CHECK(v.class_sets()[v.form(v.find_folded(1, false, "open").begin).class_set] == Classes{0, 1});
  CHECK(v.class_sets()[v.form(v.find_folded(1, false, "secret").begin).class_set] == Classes{1});
}

TEST_CASE("a damaged vocabulary is refused") {
  TemporaryFolder folder;
  REQUIRE(replace_file(folder.path() / "short", "CS"));
  REQUIRE(replace_file(folder.path() / "other", std::string(4096, 'x')));
  CHECK_FALSE(Vocabulary::open(folder.path() / "short"));
  CHECK_FALSE(Vocabulary::open(folder.path() / "other"));
  CHECK(Vocabulary::open(folder.path() / "none").error().code == ErrorCode::not_found);
}

TEST_CASE("a vocabulary finds compounds by their parts") {
  TemporaryFolder folder;
  FormEntry whole = form(1, "bookshelf", "bookshelf", "bookshelf");
  whole.parts = {{"book", {0}}, {"shelf", {}}};
  FormEntry other = form(2, "bookshop", "bookshop", "bookshop");
  other.parts = {{"book", {0}}};
  const Vocabulary v = write_and_open(folder, {whole, other, form(1, "book", "book", "book")});
  const Vocabulary::Compounds books = v.find_part(1, "book");
  REQUIRE(books.forms.size() == 1);
  CHECK(v.form(books.forms.front()).normal == "bookshelf");
  CHECK(v.class_sets()[books.class_sets.front()] == std::vector<std::uint32_t>{0});
  REQUIRE(v.find_part(1, "shelf").forms.size() == 1);
  CHECK(v.class_sets()[v.find_part(1, "shelf").class_sets.front()].empty());
  CHECK(v.find_part(2, "shelf").forms.empty());
  CHECK(v.find_stem(1, "book").size() == 1);
}
