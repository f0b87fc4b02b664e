#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Counts of withdrawn documents, by access class, to be subtracted from the statistics of an index. Usually
// empty.
class WithdrawnCounts {
 public:
  // Counts a document as withdrawn. Call it once per document. `terms`: of its words (document_terms.h).
  void add(const StoredDocument& document, const std::vector<std::string>& terms);

  bool empty() const { return documents_.empty(); }
  // Counts in one class.
  FormCounts documents(std::uint32_t access_class) const;
  std::uint32_t of_tag(std::uint32_t access_class, std::uint16_t language_tag) const;
  std::uint32_t of_language(std::uint32_t access_class, std::uint16_t analysis_language) const;
  // Withdrawn documents of the visible classes that contain a form (by id) or have a term.
  FormCounts with_form(std::uint32_t id, const std::vector<bool>& visible_classes) const;
  FormCounts with_term(const std::string& term, const std::vector<bool>& visible_classes) const;

 private:
  using ByClass = std::vector<ClassCount>;  // few entries

  std::unordered_map<std::uint32_t, FormCounts> documents_;                // by class
  std::unordered_map<std::uint64_t, std::uint32_t> by_tag_, by_language_;  // by class and number
  std::unordered_map<std::uint32_t, ByClass> forms_;                       // by id
  std::unordered_map<std::string, ByClass> terms_;
};

}  // namespace callside
