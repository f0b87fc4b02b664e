#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/weights.h"

namespace callside {

// What documents are made complete with once all were read: the numbers of words, languages, classes.
struct DocumentNumbers {
  const MergedForms& merged;
  const Numbering& numbering;
  const std::vector<std::uint32_t>& ids;        // of the merged forms
  const std::vector<std::uint16_t>& languages;  // of the merged languages, their numbers in the vocabulary
};

// Documents out of the spools, complete and weighed. One thread at a time; all that it is given must outlive
// it.
class DocumentMaker {
 public:
  static Result<DocumentMaker> open(const ReadingResult& reading, const DocumentNumbers& numbers,
                                    TermWeigher& weigher);

  // Valid until the next call.
  struct Made {
    const AnalysedDocument& document;
    const std::vector<TermWeigher::WeightedTerm>& terms;
  };
  Made make(const SpooledDocument& spooled);

 private:
  DocumentMaker(const DocumentNumbers& numbers, TermWeigher& weigher)
      : numbers_(&numbers), weigher_(&weigher) {}

  const DocumentNumbers* numbers_;
  TermWeigher* weigher_;
  std::vector<Spool> spools_;
  AnalysedDocument document_;
};

}  // namespace callside
