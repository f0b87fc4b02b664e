#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/weights.h"

namespace callside {

// Numbers of words, languages and classes in the new generation, known once all documents were read.
struct DocumentNumbers {
  const MergedForms& merged;
  const Numbering& numbering;
  const std::vector<std::uint32_t>& ids;        // by merged form
  const std::vector<std::uint16_t>& languages;  // by merged language: its number in the vocabulary
};

// Reads documents back from the spools, renumbers their words and weighs their terms. One thread at a time.
// All arguments must outlive it.
class DocumentMaker {
 public:
  static Result<DocumentMaker> open(const ReadingResult& reading, const DocumentNumbers& numbers,
                                    TermWeigher& weigher);

  // Valid until the next call.
  struct Made {
    const AnalysedDocument& document;
    const std::vector<WeightedTerm>& terms;
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
