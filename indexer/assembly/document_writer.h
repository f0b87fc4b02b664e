#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/document_maker.h"
#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/document_store.h"

namespace callside {

// Writes analysed documents to a generation's document store and its Xapian database, under the same numbers.
// Used by builds and updates.
class DocumentWriter {
 public:
  // `folder` and `name`: of the generation.
  static Result<DocumentWriter> create(const std::filesystem::path& folder, const std::string& name);
  // Starts with all documents of another generation, whose folder is `from`.
  static Result<DocumentWriter> continue_from(const std::filesystem::path& from, const DocumentStore& store,
                                              const std::filesystem::path& folder, const std::string& name);

  // Writes the documents of `reading` in order, counts them in the manifest, and sets their numbers in the
  // reading's ledger. Collects the questions of resolved tickets in `questions` unless it is nullptr.
  Result<void> add_all(ReadingResult& reading, const DocumentNumbers& numbers, TermWeigher& weigher,
                       const std::atomic<bool>* interrupted, BuildProgress& progress, Manifest& manifest,
                       ResolvedQuestions* questions);

  Result<void> remove(std::uint32_t number);

  std::uint32_t size() const { return store_.size(); }
  // See DocumentStoreWriter::finish().
  Result<void> finish(const std::vector<std::uint32_t>& groups, const std::vector<std::uint32_t>& stale);

 private:
  DocumentWriter(DocumentStoreWriter store, Xapian::WritableDatabase database, std::string what)
      : store_(std::move(store)), database_(std::move(database)), what_(std::move(what)) {}

  DocumentStoreWriter store_;
  Xapian::WritableDatabase database_;
  std::string what_;  // for errors
};

}  // namespace callside
