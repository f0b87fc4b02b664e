#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// The folded words of a vocabulary as letters in a tree, one root a language: where a prefix, whole or
// mistyped, is looked for without reading the words themselves. Bigrams are not in it.
//
// A node is a beginning of words and knows their form numbers, which are a range, since forms are sorted.
// Where only one folded word is left, the tree ends and the rest stands in the word.

// Writes the trie of `forms`, which are in the order of form_less.
Result<void> write_word_trie(const std::filesystem::path& path, std::size_t languages,
                             const std::vector<FormEntry>& forms);

// A trie file, mapped. Immutable; any thread. open() looks through all of it, so that a damaged file is an
// error; whatever its nodes say, a walk stays inside the file and ends.
class WordTrie {
 public:
  // As it lies on the disk.
  struct Node {
    char32_t letter;            // 0: a root
    std::uint32_t first_child;  // node number; children lie side by side, and end where the next node's begin
    std::uint32_t first_form, last_form;  // [first, last)
  };

  static Result<WordTrie> open(const std::filesystem::path& path);

  // Whether it can be the trie of that vocabulary.
  bool fits(const Vocabulary& vocabulary) const;

  const Node& root(std::uint16_t language) const { return nodes_[language]; }
  std::span<const Node> children(const Node& node) const {
    // They stand behind their parent, so a walk down ends.
    const auto own = static_cast<std::uint32_t>(&node - nodes_);
    if (own >= node_count_) return {};
    const std::uint32_t first = std::max(node.first_child, own + 1);
    const std::uint32_t end = std::min((&node + 1)->first_child, node_count_);
    return first < end ? std::span(nodes_ + first, nodes_ + end) : std::span<const Node>();
  }
  // The node of the words that begin with `prefix` (folded); nullptr: there are none.
  const Node* find(const Vocabulary& vocabulary, std::uint16_t language, std::string_view prefix) const;
  // The node's most frequent forms, the most frequent first; empty where they are few enough to look at them
  // all. A table made at build time, so that one letter completes as fast as four.
  std::span<const std::uint32_t> frequent(const Node& node) const;

 private:
  bool is_sound() const;

  MappedFile file_;
  const Node* nodes_ = nullptr;  // behind the last one is a sentinel
  std::uint32_t node_count_ = 0;
  // Sorted numbers of the nodes that have a table; each is kFrequentForms long.
  std::span<const std::uint32_t> tabled_;
  const std::uint32_t* frequent_ = nullptr;
};

// Forms in a node's table, and the forms below a node from which on it has one. A completion takes 64 that
// the reader may see, so most keys find enough in four times as many.
inline constexpr std::uint32_t kFrequentForms = 256;
inline constexpr std::uint32_t kTabledNode = 1024;

}  // namespace callside
