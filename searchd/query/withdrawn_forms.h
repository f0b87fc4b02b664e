#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "indexer/schema/document_store.h"
#include "indexer/schema/vocabulary.h"

namespace callside {

// How many of the documents that hold a word are withdrawn, by the word's number. Nearly always nothing is.
class WithdrawnForms {
 public:
  // Counts a document as withdrawn; once each.
  void add(const StoredDocument& document) {
    std::unordered_set<std::uint32_t> seen;
    for (const std::uint32_t word : document.words()) {
      const std::uint32_t form = word & ~kOverlayBit;
      if (!seen.insert(form).second) continue;
      FormCounts& counts = counts_[form];
      ++(document.kind() == Kind::article ? counts.articles : counts.tickets);
    }
  }

  void take_from(FormCounts& counts, std::uint32_t form) const {
    if (counts_.empty()) return;
    const auto it = counts_.find(form);
    if (it == counts_.end()) return;
    counts.articles -= std::min(counts.articles, it->second.articles);
    counts.tickets -= std::min(counts.tickets, it->second.tickets);
  }

 private:
  std::unordered_map<std::uint32_t, FormCounts> counts_;
};

}  // namespace callside
