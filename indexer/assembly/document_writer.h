#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/document_maker.h"
#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/document_store.h"

namespace callside {

// Writes analysed documents into a generation's store and its Xapian part, where both number them alike. What
// a build of all sources and an update have in common.
class DocumentWriter {
 public:
  // `folder`: the generation's, `name` its name.
  static Result<DocumentWriter> create(const std::filesystem::path& folder, const std::string& name);
  // Begins with all documents of another generation.
  static Result<DocumentWriter> continue_from(const std::filesystem::path& from, const DocumentStore& store,
                                              const std::filesystem::path& folder, const std::string& name);

  // Writes the documents that were read, in their order, and counts them in the manifest. Sets their numbers
  // in the reading's ledger. `questions`: takes what tickets teach; nullptr: nothing is learned.
  Result<void> add_all(ReadingResult& reading, const DocumentNumbers& numbers, TermWeigher& weigher,
                       const std::atomic<bool>* interrupted, BuildProgress& progress, Manifest& manifest,
                       ResolvedQuestions* questions);

  Result<void> remove(std::uint32_t number);

  std::uint32_t size() const { return store_.size(); }
  // As DocumentStoreWriter has it.
  Result<void> finish(const std::vector<std::uint32_t>& groups, const std::vector<std::uint32_t>& stale);

 private:
  DocumentWriter(DocumentStoreWriter store, Xapian::WritableDatabase database, std::string what)
      : store_(std::move(store)), database_(std::move(database)), what_(std::move(what)) {}

  DocumentStoreWriter store_;
  Xapian::WritableDatabase database_;
  std::string what_;  // for errors
};

}  // namespace callside
