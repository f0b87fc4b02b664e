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

// A trie of a vocabulary's folded words, one root per language. Finds exact and mistyped prefixes without
// reading the words themselves. Bigrams are not in it.
//
// A node stands for a prefix. Its form numbers are a range, because forms are sorted. A branch ends when only
// one folded word is left; the rest of the word is in the vocabulary.

// Writes the trie of `forms`, which must be sorted by form_less.
Result<void> write_word_trie(const std::filesystem::path& path, std::size_t languages,
                             const std::vector<FormEntry>& forms);

// A memory-mapped trie file. Immutable; safe for any thread. open() validates the whole file, so a damaged
// one is an error. Traversals stay inside the file and terminate, whatever the nodes contain.
class WordTrie {
 public:
  // On-disk layout.
  struct Node {
    char32_t letter;            // 0: a root
    std::uint32_t first_child;  // node number; children are contiguous up to the next node's first_child
    std::uint32_t first_form, last_form;  // [first, last)
  };

  static Result<WordTrie> open(const std::filesystem::path& path);

  // Returns true if its form numbers are within that vocabulary.
  bool fits(const Vocabulary& vocabulary) const;

  const Node& root(std::uint16_t language) const { return nodes_[language]; }
  std::span<const Node> children(const Node& node) const {
    // Children follow their parent, so every descent terminates.
    const auto own = static_cast<std::uint32_t>(&node - nodes_);
    if (own >= node_count_) return {};
    const std::uint32_t first = std::max(node.first_child, own + 1);
    const std::uint32_t end = std::min((&node + 1)->first_child, node_count_);
    return first < end ? std::span(nodes_ + first, nodes_ + end) : std::span<const Node>();
  }
  // Returns the node of the words that begin with `prefix` (folded), or nullptr if there are none.
  const Node* find(const Vocabulary& vocabulary, std::uint16_t language, std::string_view prefix) const;
  // The node's most frequent forms, most frequent first. Empty if the node has fewer than kTabledNode forms.
  // Precomputed, so that one letter completes as fast as four.
  std::span<const std::uint32_t> frequent(const Node& node) const;

 private:
  bool is_sound() const;

  MappedFile file_;
  const Node* nodes_ = nullptr;  // followed by a sentinel
  std::uint32_t node_count_ = 0;
  // Sorted numbers of the nodes with a table. Each table has kFrequentForms entries.
  std::span<const std::uint32_t> tabled_;
  const std::uint32_t* frequent_ = nullptr;
};

// Number of forms in a node's table, and the number of forms below a node that gives it a table. A completion
// uses the first 64 forms that the reader may see, so 256 are enough for most API keys.
inline constexpr std::uint32_t kFrequentForms = 256;
inline constexpr std::uint32_t kTabledNode = 1024;

}  // namespace callside
