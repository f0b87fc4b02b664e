#pragma once

#include <xapian.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/assembly/document_maker.h"
#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/document_store.h"
#include "indexer/format/generation.h"
#include "indexer/format/ticket_index.h"

namespace callside {

// Writes analysed documents to a generation's document store, its Xapian database and its ticket index, under
// the same numbers. Used by builds and updates.
class DocumentWriter {
 public:
  // `folder` and `name`: of the generation.
  static Result<DocumentWriter> create(const std::filesystem::path& folder, const std::string& name);
  // Starts with the documents of another generation, whose folder is `from`, except `removed` (numbers).
  // `old` must outlive the writer.
  static Result<DocumentWriter> continue_from(const std::filesystem::path& from, const Generation& old,
                                              const std::vector<std::uint32_t>& removed,
                                              const std::filesystem::path& folder, const std::string& name);

  // Call it once. Writes the documents of `reading` in order, counts them in the manifest, and sets their
  // numbers in the reading's ledger. Collects the questions of resolved tickets in `questions` unless it is
  // nullptr.
  Result<void> add_all(ReadingResult& reading, const DocumentNumbers& numbers, TermWeigher& weigher,
                       const std::atomic<bool>* interrupted, BuildProgress& progress, Manifest& manifest,
                       ResolvedQuestions* questions);

  std::uint32_t size() const { return store_.size(); }
  // See DocumentStoreWriter::finish().
  Result<void> finish(const std::vector<std::uint32_t>& groups, const std::vector<std::uint32_t>& stale);

 private:
  DocumentWriter(DocumentStoreWriter store, Xapian::WritableDatabase database, std::filesystem::path folder,
                 std::string name)
      : store_(std::move(store)),
        database_(std::move(database)),
        folder_(std::move(folder)),
        name_(std::move(name)),
        tickets_(folder_) {}

  std::string what() const;  // for errors

  DocumentStoreWriter store_;
  Xapian::WritableDatabase database_;
  std::filesystem::path folder_;
  std::string name_;
  TicketIndexWriter tickets_;
  std::vector<std::string> terms_;           // of the tickets that were added
  std::unique_ptr<RemovedTickets> removed_;  // of the old generation
};

}  // namespace callside
