#include "indexer/format/word_trie.h"

#include <algorithm>
#include <numeric>

#include "indexer/base/bytes.h"
#include "indexer/base/utf8.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kTrieMagic = 0x3149525445445343;  // "CSDETRI1" in memory order

// Builds nodes in breadth-first order, so that children are contiguous.
class TrieBuilder {
 public:
  TrieBuilder(std::size_t languages, const std::vector<FormEntry>& forms) : forms_(forms) {
    std::uint32_t at = 0;
    const auto size = static_cast<std::uint32_t>(forms.size());
    for (std::uint32_t language = 0; language < languages; ++language) {
      const std::uint32_t begin = at;
      const auto is_word = [&] { return forms[at].kind != SegmentKind::bigram; };
      while (at < size && forms[at].language == language && is_word()) ++at;
      add(0, begin, at, 0);
      while (at < size && forms[at].language == language) ++at;
    }
    for (std::size_t node = 0; node < nodes_.size(); ++node) add_children(node);
    nodes_.push_back({0, static_cast<std::uint32_t>(nodes_.size()), size, size});
  }

  const std::vector<WordTrie::Node>& nodes() const { return nodes_; }

 private:
  void add(char32_t letter, std::uint32_t first, std::uint32_t last, std::uint32_t bytes) {
    nodes_.push_back({letter, 0, first, last});
    bytes_.push_back(bytes);
  }

  void add_children(std::size_t number) {
    const WordTrie::Node node = nodes_[number];
    nodes_[number].first_child = static_cast<std::uint32_t>(nodes_.size());
    if (node.first_form == node.last_form) return;
    // A single word is left.
    if (number > 0 && forms_[node.first_form].folded == forms_[node.last_form - 1].folded) return;
    std::uint32_t form = node.first_form;
    while (form < node.last_form && forms_[form].folded.size() == bytes_[number]) ++form;
    while (form < node.last_form) {
      const std::uint32_t begin = form;
      std::size_t end_of_letter = bytes_[number];
      const char32_t letter = next_code_point(forms_[form].folded, end_of_letter);
      const std::string_view start = std::string_view(forms_[form].folded).substr(0, end_of_letter);
      while (form < node.last_form && forms_[form].folded.starts_with(start)) ++form;
      add(letter, begin, form, static_cast<std::uint32_t>(end_of_letter));
    }
  }

  const std::vector<FormEntry>& forms_;
  std::vector<WordTrie::Node> nodes_;
  std::vector<std::uint32_t> bytes_;  // by node: length of its prefix in bytes
};

void write_frequent(const std::vector<FormEntry>& forms, const WordTrie::Node& node, ByteWriter& out) {
  std::vector<std::uint32_t> best(node.last_form - node.first_form);
  std::iota(best.begin(), best.end(), node.first_form);
  const auto documents = [&](std::uint32_t form) {
    return std::uint64_t{forms[form].counts.articles} + forms[form].counts.tickets;
  };
  std::partial_sort(best.begin(), best.begin() + kFrequentForms, best.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return std::tuple(documents(b), a) < std::tuple(documents(a), b);
                    });
  best.resize(kFrequentForms);
  out.numbers(best);
}

}  // namespace

Result<void> write_word_trie(const std::filesystem::path& path, std::size_t languages,
                             const std::vector<FormEntry>& forms) {
  const TrieBuilder trie(languages, forms);
  std::vector<std::uint32_t> tabled;
  ByteWriter tables;
  for (std::size_t i = 0; i < trie.nodes().size(); ++i) {
    const WordTrie::Node& node = trie.nodes()[i];
    if (node.last_form - node.first_form < kTabledNode) continue;
    tabled.push_back(static_cast<std::uint32_t>(i));
    write_frequent(forms, node, tables);
  }
  ByteWriter out;
  out.number(kTrieMagic);
  out.number(static_cast<std::uint32_t>(trie.nodes().size()));
  out.number(static_cast<std::uint32_t>(tabled.size()));
  out.numbers(trie.nodes());
  out.numbers(tabled);
  out.raw(tables.bytes());
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  CALLSIDE_TRY(file.write(out.bytes()));
  return file.finish();
}

Result<WordTrie> WordTrie::open(const std::filesystem::path& path) {
  static_assert(sizeof(Node) == 16);
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  WordTrie trie;
  trie.file_ = std::move(file);
  const std::string_view bytes = trie.file_.bytes();
  ByteReader reader(bytes);
  const auto magic = reader.number<std::uint64_t>();
  const std::uint64_t nodes = reader.number<std::uint32_t>();
  const std::uint64_t tabled = reader.number<std::uint32_t>();
  const std::uint64_t table_size = kFrequentForms * sizeof(std::uint32_t);
  const bool whole =
      bytes.size() == 16 + nodes * sizeof(Node) + tabled * (sizeof(std::uint32_t) + table_size);
  if (magic != kTrieMagic || nodes == 0 || !whole) {
    return damaged_file(path);
  }
  trie.nodes_ = reinterpret_cast<const Node*>(bytes.data() + 16);
  const auto* numbers = reinterpret_cast<const std::uint32_t*>(trie.nodes_ + nodes);
  trie.tabled_ = {numbers, tabled};
  trie.frequent_ = numbers + tabled;
  trie.node_count_ = static_cast<std::uint32_t>(nodes - 1);
  if (!trie.is_sound()) return damaged_file(path);
  return trie;
}

bool WordTrie::is_sound() const {
  for (std::uint32_t i = 0; i < node_count_; ++i) {
    const Node& node = nodes_[i];
    const std::uint32_t end = nodes_[i + 1].first_child;
    if (node.first_form > node.last_form || node.first_child <= i || node.first_child > end) return false;
  }
  return nodes_[node_count_].first_child == node_count_ && std::is_sorted(tabled_.begin(), tabled_.end());
}

bool WordTrie::fits(const Vocabulary& vocabulary) const {
  const auto has = [&](std::uint32_t form) { return form < vocabulary.size(); };
  return node_count_ >= vocabulary.languages().size() &&
         std::all_of(nodes_, nodes_ + node_count_,
                     [&](const Node& node) { return node.last_form <= vocabulary.size(); }) &&
         std::all_of(frequent_, frequent_ + tabled_.size() * kFrequentForms, has);
}

const WordTrie::Node* WordTrie::find(const Vocabulary& vocabulary, std::uint16_t language,
                                     std::string_view prefix) const {
  const Node* node = &root(language);
  if (node->first_form == node->last_form) return nullptr;
  for (std::size_t at = 0; at < prefix.size();) {
    const auto below = children(*node);
    if (below.empty()) {
      return vocabulary.form(node->first_form).folded.starts_with(prefix) ? node : nullptr;
    }
    const char32_t letter = next_code_point(prefix, at);
    // Byte order of UTF-8 equals code point order.
    const auto child = std::lower_bound(below.begin(), below.end(), letter,
                                        [](const Node& one, char32_t c) { return one.letter < c; });
    if (child == below.end() || child->letter != letter) return nullptr;
    node = &*child;
  }
  return node;
}

std::span<const std::uint32_t> WordTrie::frequent(const Node& node) const {
  const auto number = static_cast<std::uint32_t>(&node - nodes_);
  const auto at = std::lower_bound(tabled_.begin(), tabled_.end(), number);
  if (at == tabled_.end() || *at != number) return {};
  return {frequent_ + (at - tabled_.begin()) * kFrequentForms, kFrequentForms};
}

}  // namespace callside
