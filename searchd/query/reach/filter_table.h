#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// What decides whether a document passes the filters of a request, for all documents of a generation close
// together in memory. A search asks for it of many documents whose records it does not read. Twelve bytes a
// document. Immutable; thread-safe.
class FilterTable {
 public:
  struct Entry {
    std::uint16_t access_class = 0;
    std::uint16_t language_tag = 0;
    std::uint16_t analysis_language = 0;
    // The rest is not enough to decide: the document is archived, has validity dates, or does not exist.
    bool is_conditional = true;
    std::uint32_t products = 0;  // index into product_sets()
  };

  explicit FilterTable(const DocumentStore& store);

  // For a number without a document, an entry that is conditional.
  const Entry& operator[](std::uint32_t document) const {
    static constexpr Entry kNone{};
    return document - 1 < entries_.size() ? entries_[document - 1] : kNone;
  }
  // An access class and a language tag of some document.
  struct Kind {
    std::uint16_t access_class = 0;
    std::uint16_t language_tag = 0;
    auto operator<=>(const Kind&) const = default;
  };
  // Documents are in ranges of so many numbers, the first from 0. A build numbers documents by class and
  // language (writing_pass.cc), so most ranges have few kinds.
  static constexpr std::uint32_t kRange = 4096;
  // The kinds of the documents of a range, each once.
  std::span<const Kind> kinds_in(std::uint32_t range) const {
    if (range + std::size_t{1} >= first_kinds_.size()) return {};
    return std::span(kinds_).subspan(first_kinds_[range], first_kinds_[range + 1] - first_kinds_[range]);
  }
  // Every distinct list of products.
  const std::vector<std::vector<std::string>>& product_sets() const { return product_sets_; }

 private:
  std::vector<Entry> entries_;              // by document number - 1
  std::vector<Kind> kinds_;                 // by range
  std::vector<std::uint32_t> first_kinds_;  // of each range, and one more
  std::vector<std::vector<std::string>> product_sets_;
};

}  // namespace callside
