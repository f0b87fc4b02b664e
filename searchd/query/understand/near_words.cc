#include "searchd/query/understand/near_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::size_t kLongestPath = kLongestTyped + 2;  // at most two edits are allowed

// Searches one language's trie for words near a typed word.
class TrieSearch {
 public:
  TrieSearch(const Lexicon& lexicon, std::u32string_view typed, unsigned most, bool beginnings,
             std::vector<NearWord>& found)
      : lexicon_(lexicon), typed_(typed), most_(most), beginnings_(beginnings), found_(found) {
    for (std::size_t j = 0; j <= typed_.size(); ++j) rows_[0][j] = static_cast<std::uint8_t>(j);
  }

  void search_below(const WordTrie::Node& node, std::size_t depth) {
    for (const WordTrie::Node& child : lexicon_.trie.children(node)) {
      if (!step(child.letter, depth + 1)) continue;
      const auto children = lexicon_.trie.children(child);
      if (beginnings_ && distance(depth + 1) <= most_) report(child.first_form, child.last_form, depth + 1);
      if (children.empty()) {
        search_leaf(child, depth + 1);
        continue;
      }
      // Words that end here come before longer ones.
      if (!beginnings_ && children.front().first_form > child.first_form)
        report(child.first_form, children.front().first_form, depth + 1);
      search_below(child, depth + 1);
    }
  }

 private:
  // A leaf has one word, whose remaining letters are in its text.
  void search_leaf(const WordTrie::Node& leaf, std::size_t depth) {
    const std::string_view word = lexicon_.form(leaf.first_form).folded;
    std::size_t at = 0;
    for (std::size_t i = 0; i < depth; ++i) next_code_point(word, at);
    while (at < word.size()) {
      if (!step(next_code_point(word, at), ++depth)) return;
      if (beginnings_) report(leaf.first_form, leaf.last_form, depth);
    }
    report(leaf.first_form, leaf.last_form, depth);
  }

  std::uint8_t distance(std::size_t depth) const { return rows_[depth][typed_.size()]; }

  void report(std::uint32_t first, std::uint32_t end, std::size_t depth) {
    if (distance(depth) <= most_) found_.push_back({first, end, distance(depth)});
  }

  // Computes the row for a path extended by one letter. Returns false if nothing below can be within
  // the bound.
  bool step(char32_t letter, std::size_t depth) {
    if (depth >= kLongestPath) return false;
    path_[depth] = letter;
    auto& row = rows_[depth];
    const auto& above = rows_[depth - 1];
    const auto far = static_cast<std::uint8_t>(most_ + 1);
    // Cells further from the diagonal than the bound exceed it.
    const std::size_t begin = depth > most_ ? depth - most_ : 0;
    const std::size_t end = std::min(typed_.size(), depth + most_);
    if (begin > typed_.size()) return false;
    std::uint8_t least = far;
    if (begin > 0) row[begin - 1] = far;
    for (std::size_t j = begin; j <= end; ++j) {
      std::uint8_t best = above[j] < far && j < depth + most_ ? static_cast<std::uint8_t>(above[j] + 1) : far;
      if (j > 0) {
        const bool same = typed_[j - 1] == letter;
        best = std::min(best, static_cast<std::uint8_t>(above[j - 1] + (same ? 0 : 1)));
        best = std::min(best, static_cast<std::uint8_t>(row[j - 1] + 1));
        const bool swapped =
            j > 1 && depth > 1 && typed_[j - 1] == path_[depth - 1] && typed_[j - 2] == letter;
        if (swapped && !same) best = std::min(best, static_cast<std::uint8_t>(rows_[depth - 2][j - 2] + 1));
      }
      row[j] = std::min(best, far);
      least = std::min(least, row[j]);
    }
    for (std::size_t j = end + 1; j <= std::min(typed_.size(), end + 2); ++j) row[j] = far;
    if (end < typed_.size()) row[typed_.size()] = far;
    return least <= most_;
  }

  const Lexicon& lexicon_;
  std::u32string_view typed_;
  unsigned most_;
  bool beginnings_;
  std::vector<NearWord>& found_;
  std::array<std::array<std::uint8_t, kLongestTyped + 1>, kLongestPath> rows_{};
  std::array<char32_t, kLongestPath> path_{};
};

// Keyboard rows, each shifted by a third of a key from the one above.
constexpr std::u32string_view kKeyboards[][3] = {
    {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"}, {U"qwertzuiop", U"asdfghjkl", U"yxcvbnm"},
    {U"azertyuiop", U"qsdfghjklm", U"wxcvbn"}, {U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"},
    {U" ςερτυθιοπ", U"ασδφγηξκλ", U"ζχψωβνμ"},
};

bool beside_each_other(char32_t a, char32_t b) {
  for (const auto& keyboard : kKeyboards) {
    std::array<double, 2> x{-1, -1}, y{};
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t i = 0; i < keyboard[row].size(); ++i) {
        for (std::size_t which = 0; which < 2; ++which) {
          if (keyboard[row][i] != (which == 0 ? a : b)) continue;
          x[which] = static_cast<double>(i) + static_cast<double>(row) / 3;
          y[which] = static_cast<double>(row);
        }
      }
    }
    if (x[0] < 0 || x[1] < 0) continue;
    if (std::abs(x[0] - x[1]) < 1.1 && std::abs(y[0] - y[1]) < 1.1) return true;
  }
  return false;
}

// Costs of an edit: two letters swapped, a neighbouring key, a letter doubled or undoubled, any other, and
// the addition for the first letter. RANKING.md, Typing errors.
constexpr double kSwap = 0.7;
constexpr double kKeyBeside = 0.7;
constexpr double kDoubled = 0.6;
constexpr double kOtherEdit = 1.0;
constexpr double kFirstLetterExtra = 0.5;

}  // namespace

// Shorter words have too many neighbours that are words, too.
unsigned forgiven_edits(std::size_t letters) { return letters < 4 ? 0 : letters < 8 ? 1 : 2; }

void find_near_words(const Lexicon& lexicon, std::uint16_t language, std::u32string_view typed,
                     unsigned most_edits, bool beginnings, std::vector<NearWord>& found) {
  if (typed.empty() || typed.size() > kLongestTyped || most_edits == 0) return;
  TrieSearch(lexicon, typed, most_edits, beginnings, found).search_below(lexicon.trie.root(language), 0);
}

double slip_cost(std::u32string_view typed, std::u32string_view word, bool beginning) {
  const std::size_t n = std::min(typed.size(), kLongestTyped);
  const std::size_t m = std::min(word.size(), kLongestPath);
  std::array<std::array<double, kLongestTyped + 1>, kLongestPath + 1> cost;
  const auto first = [](std::size_t i, std::size_t j) { return i == 0 || j == 0 ? kFirstLetterExtra : 0.0; };
  double best = 1e9;
  for (std::size_t i = 0; i <= m; ++i) {
    for (std::size_t j = 0; j <= n; ++j) {
      double least = i == 0 && j == 0 ? 0.0 : 1e9;
      if (i > 0) {  // a letter was left out
        const bool twice = i > 1 && word[i - 1] == word[i - 2];
        least = std::min(least, cost[i - 1][j] + (twice ? kDoubled : kOtherEdit) + first(i - 1, j));
      }
      if (j > 0) {  // a letter was added
        const bool twice = j > 1 && typed[j - 1] == typed[j - 2];
        const bool slipped = i > 0 && beside_each_other(typed[j - 1], word[i - 1]);
        least = std::min(least, cost[i][j - 1] +
                                    (twice     ? kDoubled
                                     : slipped ? kKeyBeside
                                               : kOtherEdit) +
                                    first(i, j - 1));
      }
      if (i > 0 && j > 0) {
        const char32_t a = word[i - 1], b = typed[j - 1];
        const double wrong =
            a == b ? 0.0 : (beside_each_other(a, b) ? kKeyBeside : kOtherEdit) + first(i - 1, j - 1);
        least = std::min(least, cost[i - 1][j - 1] + wrong);
        if (i > 1 && j > 1 && a == typed[j - 2] && b == word[i - 2] && a != b)
          least = std::min(least, cost[i - 2][j - 2] + kSwap + first(i - 2, j - 2));
      }
      cost[i][j] = least;
    }
    if (beginning || i == m) best = std::min(best, cost[i][n]);
  }
  return best;
}

}  // namespace callside
