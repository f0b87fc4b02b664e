#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/assembly/form_table.h"
#include "indexer/format/access.h"
#include "indexer/format/document.h"
#include "indexer/format/document_store.h"

namespace callside {

// A document between the two passes of a build: read, redacted and segmented. It has no term weights and no
// word numbers yet, since these depend on the average lengths and the words of the whole collection.
struct AnalysedDocument {
  StoreEntry entry;     // words as numbers of the thread's FormTable; group, class and tag not yet set
  std::string lang;     // BCP 47 tag
  std::string html;     // of an article, as served by /v1/articles; empty for a ticket (block_html.h)
  std::string subject;  // keyed hash of subject_ref; may be empty
  AccessClass access;

  // Number of words in each field without overlays, as BM25F needs them.
  std::array<std::uint32_t, kFieldCount> lengths() const;
};

// Analyses documents. One thread at a time.
class DocumentAnalyzer {
 public:
  // `subject_key`: the index's secret, used to hash subject_ref.
  explicit DocumentAnalyzer(std::string subject_key) : subject_key_(std::move(subject_key)) {}

  AnalysedDocument analyse(Document document);

  FormTable& forms() { return forms_; }

 private:
  void add_words(std::string_view text, std::uint16_t language, std::size_t limit,
                 std::vector<std::uint32_t>& words, std::vector<StoredSpan>* spans);
  void add_blocks(const std::vector<Block>& blocks, Field field, AnalysedDocument& out);

  std::string subject_key_;
  Segmenter segmenter_;
  std::vector<Segment> segments_;
  FormTable forms_;
};

}  // namespace callside
