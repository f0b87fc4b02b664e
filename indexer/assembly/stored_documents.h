#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "indexer/assembly/analysed_document.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// Reads stored documents of a generation in the form that the reading pass produces, to write them again
// without their sources. One thread.
class StoredDocuments {
 public:
  // `generation` must outlive it.
  static Result<StoredDocuments> open(const Generation& generation);

  Result<AnalysedDocument> take(std::uint32_t number);
  // Returns the keyed hash of the person whom a ticket is about; may be empty.
  Result<std::string> subject_of(std::uint32_t number) const;
  // Returns the spool entry of a document. Its sequence, place, worker, class and position are not set.
  static SpooledDocument spooled(const AnalysedDocument& document);

  // The words of the documents that were taken.
  FormTable& forms() { return forms_; }

 private:
  StoredDocuments(const Generation& generation, Xapian::Database database)
      : generation_(&generation), database_(std::move(database)) {}
  void translate(std::vector<std::uint32_t>& words);
  std::uint32_t number_of(std::uint32_t id);

  const Generation* generation_;
  Xapian::Database database_;
  FormTable forms_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;  // in forms_, by word id in the generation
};

}  // namespace callside
