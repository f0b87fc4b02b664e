#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Spells the terms of stored documents from their words. An index has lists of documents by term, but for
// tickets none of terms by document.
class TermSpeller {
 public:
  // `documents`: those that terms_of() will be called with. Reads the compound parts of the whole vocabulary
  // once, so spell several documents together. `vocabulary` must outlive this object.
  TermSpeller(const Vocabulary& vocabulary, std::span<const StoredDocument> documents);

  // Each term of the document's words once, sorted.
  std::vector<std::string> terms_of(const StoredDocument& document) const;

 private:
  const Vocabulary& vocabulary_;
  std::unordered_map<std::uint32_t, std::vector<Vocabulary::Part>> parts_;  // by form number
};

}  // namespace callside
