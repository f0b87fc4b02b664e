#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/assembly/document_changes.h"
#include "indexer/assembly/earlier_generation.h"
#include "indexer/assembly/parallel_writer.h"
#include "indexer/assembly/planned_sources.h"
#include "indexer/assembly/progress.h"
#include "indexer/assembly/source_plan.h"
#include "indexer/assembly/stored_reading.h"
#include "indexer/assembly/writing_pass.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/manifest.h"

namespace callside {

struct AssemblyOptions {
  unsigned threads = 1;
  std::size_t min_parallel_documents = kMinParallelDocuments;  // fewer are written by one thread
  bool strict = false;                                         // stop at the first rejected record
  bool list_redacted = false;                                  // fill ReadingResult::redacted_tickets
  const std::atomic<bool>* interrupted = nullptr;
};

// How a generation gets its model (Manifest::Model).
enum class Learning {
  anew,  // from its own documents
  keep,  // from the base, unchanged
};

// A generation in the making. Every generation is made by these steps, in this order:
//
//   read()     documents from sources, or read_stored(): from those that the base stores
//   resolve()  which record every document is made of, and which documents of the base stay
//   learn()    compounds, mean lengths and translations from all documents; or the base's model is kept
//   write()    vocabulary, documents, ticket index and Xapian's part; and what tickets teach, if the model is
//              new
//   seal()     ledger, checksums and the manifest, without which it is no generation; and how certain its
//              answers are, if the model is new
//
// The files go to IndexFolder::building(name), a private folder that exists. Nothing else of the index is
// touched. If a step fails, the caller removes the folder. One thread; steps use AssemblyOptions::threads.
class Assembly {
 public:
  // How much the new generation reuses from its base.
  enum class Reuse {
    nothing,           // except the last good versions of records that are now rejected
    deltas,            // also the documents that delta exports added, and those of unread sources
    records,           // also every record that did not change
    stored_documents,  // all stored documents except forgotten ones; no source is read
  };

  // `base` may be nullptr, except for Reuse::stored_documents and Reuse::records; then `reuse` has no effect.
  // `base` and `progress` must outlive the assembly.
  Assembly(const IndexFolder& folder, std::string name, const EarlierGeneration* base, Reuse reuse,
           const AssemblyOptions& options, BuildProgress& progress);

  // Fails with invalid_input if the index would hold no document at all.
  Result<void> read(DocumentStream& stream, const SourcePlan& plan);
  // Only for Reuse::stored_documents. `bars` are those that `admission` was made from.
  Result<void> read_stored(const Admission& admission, const BarHashes& hashes, const BarState& bars,
                           ForgottenDocuments& forgotten);

  Result<void> resolve();
  // Documents that were added, changed or removed in comparison with the base. For Reuse::records.
  const DocumentChanges& changes() const { return changes_; }
  // True if the new generation would equal the base. For Reuse::records.
  bool changes_nothing() const;
  // Returns the base's manifest with the counts of the records that were just read. Call it instead of the
  // remaining steps if the assembly changes nothing.
  Result<Manifest> unchanged_manifest();

  // Reuse::records always keeps the base's model.
  Result<void> learn(Learning learning);
  Result<void> write();
  Result<Manifest> seal();

  // Moves the remarks out: in the order of the sources, duplicates last. Call it after resolve().
  std::vector<Remark> take_remarks();
  std::vector<RedactedTicket> take_redacted_tickets();

 private:
  std::filesystem::path building() const { return folder_.building(name_); }
  bool is_interrupted() const { return options_.interrupted != nullptr && options_.interrupted->load(); }
  const Manifest& base_manifest() const { return base_->generation.manifest(); }
  std::filesystem::path spool() const;
  // Folder of the generation whose model is kept; empty if the model is new.
  std::filesystem::path model_folder() const;
  void renumber_stored_records();
  Result<void> count_exclusions();
  double seconds_so_far() const;
  // Learns how certain answers are, by asking the sealed generation (learn/score_training.h).
  Result<void> calibrate();

  const IndexFolder& folder_;
  std::string name_;
  const EarlierGeneration* base_;
  Reuse reuse_;
  AssemblyOptions options_;
  BuildProgress& progress_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();

  Manifest::Reading reading_;  // how the sources were read, for the manifest
  PlannedSources sources_;
  Resolution resolution_;
  DocumentChanges changes_;
  std::optional<WritingPass> writing_;  // none for Reuse::records
  Learning learning_ = Learning::anew;
  BarState bars_;                // of read_stored()
  std::uint64_t forgotten_ = 0;  // documents that read_stored() left out
  Manifest manifest_;
};

}  // namespace callside
