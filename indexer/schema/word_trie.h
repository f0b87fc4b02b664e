#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/schema/vocabulary.h"

namespace callside {

// The folded words of a vocabulary as letters in a tree, one root a language: where a prefix, whole or
// mistyped, is looked for without reading the words themselves. Bigrams are not in it.
//
// A node is a beginning of words and knows their form numbers, which are a range, since forms are sorted.
// Where only one folded word is left, the tree ends and the rest stands in the word.

// Writes the trie of `forms`, which are in the order of form_less.
Result<void> write_word_trie(const std::filesystem::path& path, std::size_t languages,
                             const std::vector<FormEntry>& forms);

// A trie file, mapped. Immutable; any thread.
class WordTrie {
 public:
  // As it lies on the disk.
  struct Node {
    char32_t letter;            // 0: a root
    std::uint32_t first_child;  // node number; children lie side by side, and end where the next node's begin
    std::uint32_t first_form, last_form;  // [first, last)
  };

  static Result<WordTrie> open(const std::filesystem::path& path);

  const Node& root(std::uint16_t language) const { return nodes_[language]; }
  std::span<const Node> children(const Node& node) const {
    return {nodes_ + node.first_child, nodes_ + (&node + 1)->first_child};
  }
  // The node of the words that begin with `prefix` (folded); nullptr: there are none.
  const Node* find(const Vocabulary& vocabulary, std::uint16_t language, std::string_view prefix) const;
  // The node's most frequent forms, the most frequent first; empty where they are few enough to look at them
  // all. A table made at build time, so that one letter completes as fast as four.
  std::span<const std::uint32_t> frequent(const Node& node) const;

 private:
  MappedFile file_;
  const Node* nodes_ = nullptr;  // the last one is a sentinel
  // Sorted numbers of the nodes that have a table; each is kFrequentForms long.
  std::span<const std::uint32_t> tabled_;
  const std::uint32_t* frequent_ = nullptr;
};

// Forms in a node's table, and the forms below a node from which on it has one. A completion takes 64 that
// the reader may see, so most keys find enough in four times as many.
inline constexpr std::uint32_t kFrequentForms = 256;
inline constexpr std::uint32_t kTabledNode = 1024;

}  // namespace callside
