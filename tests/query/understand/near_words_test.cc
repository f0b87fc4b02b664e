// Compares the trie search with the full distance table, over all words.
#include "searchd/query/understand/near_words.h"

#include <algorithm>
#include <map>
#include <random>

#include "indexer/base/utf8.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

std::string utf8(std::u32string_view letters) {
  std::string text;
  for (const char32_t c : letters) append_code_point(text, c);
  return text;
}

// Optimal string alignment, cell by cell. With `beginning`: to the nearest beginning of the word.
unsigned distance(const std::u32string& typed, const std::u32string& word, bool beginning) {
  std::vector<std::vector<unsigned>> d(word.size() + 1, std::vector<unsigned>(typed.size() + 1));
  for (unsigned i = 0; i <= word.size(); ++i) {
    for (unsigned j = 0; j <= typed.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (word[i - 1] != typed[j - 1])});
      if (i > 1 && j > 1 && word[i - 1] == typed[j - 2] && word[i - 2] == typed[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  unsigned best = d[word.size()][typed.size()];
  for (unsigned i = 1; beginning && i <= word.size(); ++i) best = std::min(best, d[i][typed.size()]);
  return best;
}

class Words {
 public:
  explicit Words(const std::vector<std::u32string>& words) {
    std::vector<FormEntry> forms;
    for (const auto& word : words) {
      FormEntry form;
      form.language = 1;
      form.normal = form.folded = utf8(word);
      form.counts = {1, 0};
      form.classes = {{0, {1, 0}}};
      forms.push_back(form);
    }
    // Must not be found: a word of another language.
    FormEntry other = forms.front();
    other.language = 2;
    forms.push_back(other);
    std::sort(forms.begin(), forms.end(), form_less);
    REQUIRE(write_vocabulary(folder_.path() / "v", {"", "en", "fr"}, forms));
    REQUIRE(write_word_trie(folder_.path() / "t", 3, forms));
    REQUIRE(write_form_counts(folder_.path() / "c", forms));
    vocabulary_ = *Vocabulary::open(folder_.path() / "v");
    counts_ = *FormCountTable::open(folder_.path() / "c", vocabulary_.size());
    trie_ = *WordTrie::open(folder_.path() / "t");
  }

  std::map<std::string, unsigned> near(const std::u32string& typed, unsigned most, bool beginnings) const {
    const std::vector<bool> classes{true}, languages(3, true);
    const WithdrawnCounts withdrawn;
    const VisibleForms visible(vocabulary_, counts_, classes, withdrawn);
    const Lexicon lexicon{vocabulary_, trie_, visible, languages};
    std::vector<NearWord> found;
    find_near_words(lexicon, 1, typed, most, beginnings, found);
    std::map<std::string, unsigned> words;
    for (const NearWord& one : found) {
      for (std::uint32_t form = one.first_form; form < one.last_form; ++form) {
        CHECK(vocabulary_.form(form).language == 1);
        const auto at = words.emplace(vocabulary_.form(form).folded, one.edits).first;
        at->second = std::min(at->second, one.edits);
      }
    }
    return words;
  }

 private:
  TemporaryFolder folder_;
  Vocabulary vocabulary_;
  FormCountTable counts_;
  WordTrie trie_;
};

}  // namespace

TEST_CASE("exactly the words within the distance are found") {
  std::mt19937 random(5);
  const auto number = [&](std::size_t below) { return random() % below; };
  const std::u32string letters = U"abcdč日";
  const auto word = [&](std::size_t shortest, std::size_t longest) {
    std::u32string text;
    for (std::size_t i = shortest + number(longest - shortest + 1); i > 0; --i)
      text += letters[number(letters.size())];
    return text;
  };
  std::vector<std::u32string> words;
  for (int i = 0; i < 400; ++i) words.push_back(word(1, 8));
  words.push_back(std::u32string(60, U'a'));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  const Words index(words);
  std::size_t met = 0;
  for (int round = 0; round < 300; ++round) {
    const std::u32string typed = word(1, 9);
    for (const unsigned most : {1U, 2U}) {
      for (const bool beginnings : {false, true}) {
        std::map<std::string, unsigned> expected;
        for (const auto& one : words) {
          const unsigned d = distance(typed, one, beginnings);
          if (d <= most) expected[utf8(one)] = d;
        }
        INFO(utf8(typed) << " " << most << " " << beginnings);
        CHECK(index.near(typed, most, beginnings) == expected);
        met += expected.size();
      }
    }
  }
  CHECK(met > 1000);
}

TEST_CASE("words of any length can be typed") {
  const Words index({U"refund", std::u32string(60, U'a')});
  CHECK(index.near(std::u32string(kLongestTyped, U'a'), 2, false).empty());
  CHECK(index.near(std::u32string(500, U'a'), 2, false).empty());
  CHECK(index.near(U"", 2, true).empty());
  CHECK(index.near(U"refnud", 1, false).size() == 1);
}

TEST_CASE("common typing errors cost less than others") {
  const auto cost = [](const char32_t* typed, const char32_t* word) { return slip_cost(typed, word, false); };
  CHECK(cost(U"refund", U"refund") == 0);
  CHECK(cost(U"refind", U"refund") < cost(U"refxnd", U"refund"));
  CHECK(cost(U"refudn", U"refund") < cost(U"refxnd", U"refund"));
  CHECK(cost(U"reffund", U"refund") < cost(U"rexfund", U"refund"));
  CHECK(cost(U"qefund", U"refund") > cost(U"reqund", U"refund"));
  CHECK(slip_cost(U"refnu", U"refund", true) < slip_cost(U"refnu", U"refund", false));
  CHECK(slip_cost(std::u32string(200, U'a'), std::u32string(300, U'a'), false) >= 0);
}
