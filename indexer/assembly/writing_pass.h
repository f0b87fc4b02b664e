#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/parallel_writer.h"
#include "indexer/assembly/progress.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/format/manifest.h"

namespace callside {

struct WritingOptions {
  std::filesystem::path folder;  // of the generation in the making
  std::string name;
  unsigned threads = 1;
  std::size_t min_parallel_documents = kMinParallelDocuments;  // fewer are written by one thread
  const std::atomic<bool>* interrupted = nullptr;
};

// Writes a whole generation from spooled documents: numbers documents and words, learns the model or keeps
// an earlier one, and writes every file except the manifest and the ledger. Call learn() or keep(), then
// write(), once each. An update uses write_update() instead.
class WritingPass {
 public:
  // `reading` and `progress` must outlive it. No two documents may have the same kind, id and language.
  WritingPass(WritingOptions options, ReadingResult& reading, BuildProgress& progress)
      : options_(std::move(options)), reading_(reading), progress_(progress) {}

  // Learns a model from the documents, and writes it with the vocabulary that compounds are split by.
  Result<void> learn();
  // Uses the model of another generation instead. `folder`: that generation's folder.
  Result<void> keep(const WordModel& model, const std::filesystem::path& folder);

  // Writes the documents, and may take them out of the reading. Completes the ledger of the reading with
  // their numbers. Returns the manifest with all counts, classes and languages.
  Result<Manifest> write();

 private:
  Result<void> number_words();
  Result<void> write_words(const CompoundModel& compounds);
  Result<void> learn_callers_words(const ResolvedQuestions& questions);

  WritingOptions options_;
  ReadingResult& reading_;
  BuildProgress& progress_;
  Manifest manifest_;
  std::optional<Numbering> numbering_;
  MergedForms merged_;
  bool is_learning_ = false;
};

// Links the files of a model into the folder of a generation that keeps it.
Result<void> link_model(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace callside
