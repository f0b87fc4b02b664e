#include "indexer/format/word_trie.h"

#include <algorithm>
#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

FormEntry form(std::uint16_t language, const std::string& word, std::uint32_t articles = 1) {
  FormEntry entry;
  entry.language = language;
  entry.normal = entry.folded = word;
  entry.counts = {articles, 0};
  entry.classes = {{0, {articles, 0}}};
  return entry;
}

struct Files {
  explicit Files(std::vector<FormEntry> forms) {
    std::sort(forms.begin(), forms.end(), form_less);
    REQUIRE(write_vocabulary(folder.path() / "v", {"", "en", "sl"}, forms));
    REQUIRE(write_word_trie(folder.path() / "t", 3, forms));
    vocabulary = *Vocabulary::open(folder.path() / "v");
    trie = *WordTrie::open(folder.path() / "t");
  }
  // Returns the words that begin with `prefix` by the trie. Checks that the vocabulary gives the same.
  std::vector<std::string> below(std::uint16_t language, std::string_view prefix) const {
    std::vector<std::string> words;
    if (const WordTrie::Node* node = trie.find(vocabulary, language, prefix)) {
      for (std::uint32_t i = node->first_form; i < node->last_form; ++i)
        words.emplace_back(vocabulary.form(i).folded);
    }
    std::vector<std::string> same;
    const Vocabulary::Range range = vocabulary.find_prefix(language, prefix);
    for (std::uint32_t i = range.begin; i < range.end; ++i) same.emplace_back(vocabulary.form(i).folded);
    CHECK(words == same);
    return words;
  }

  TemporaryFolder folder;
  Vocabulary vocabulary;
  WordTrie trie;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a trie finds words by prefix in one language") {
  FormEntry pair = form(1, "nu");
  pair.kind = SegmentKind::bigram;
  const Files files({form(1, "number"), form(1, "numb"), form(1, "numbers"), form(1, "nut"),
                     form(2, "številka"), form(2, "štev"), pair});
  CHECK(files.below(1, "num") == Words{"numb", "number", "numbers"});
  CHECK(files.below(1, "numbers") == Words{"numbers"});
  CHECK(files.below(1, "numberst").empty());
  CHECK(files.below(1, "") == Words{"numb", "number", "numbers", "nut"});
  CHECK(files.below(2, "š") == Words{"štev", "številka"});
  CHECK(files.below(2, "številk") == Words{"številka"});
  CHECK(files.below(2, "n").empty());
  CHECK(files.below(0, "n").empty());
}

TEST_CASE("a short prefix has a table of its most frequent words") {
  std::vector<FormEntry> forms;
  for (std::uint32_t i = 0; i < 2000; ++i) forms.push_back(form(1, "a" + std::to_string(i), i));
  forms.push_back(form(1, "b", 9));
  const Files files(forms);
  const auto frequent = files.trie.frequent(*files.trie.find(files.vocabulary, 1, "a"));
  REQUIRE(frequent.size() == kFrequentForms);
  for (std::uint32_t i = 0; i < kFrequentForms; ++i)
    CHECK(files.vocabulary.form(frequent[i]).counts.articles == 1999 - i);
  CHECK(files.trie.frequent(*files.trie.find(files.vocabulary, 1, "b")).empty());
  CHECK(files.trie.frequent(*files.trie.find(files.vocabulary, 1, "a12")).empty());
}

TEST_CASE("a damaged trie is refused") {
  const Files files({form(1, "number")});
  const auto path = files.folder.path() / "t";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  CHECK_FALSE(WordTrie::open(path));
  std::ofstream(path, std::ios::trunc) << "something else that is long enough to have a head";
  CHECK_FALSE(WordTrie::open(path));
  CHECK(WordTrie::open(files.folder.path() / "none").error().code == ErrorCode::not_found);
}
