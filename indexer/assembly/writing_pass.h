#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "indexer/assembly/learn/word_model.h"
#include "indexer/assembly/progress.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/assembly/side_by_side.h"
#include "indexer/format/manifest.h"

namespace callside {

struct WritingOptions {
  std::filesystem::path folder;  // of the generation to be
  std::string name;
  // Made by another generation's model, and the folder of that; nullptr: by its own.
  const WordModel* model = nullptr;
  std::filesystem::path model_folder;
  unsigned threads = 1;
  std::size_t fewest_side_by_side = kFewestSideBySide;  // documents
  const std::atomic<bool>* interrupted = nullptr;
};

// The second pass of a build: documents get their numbers, words their numbers and weights, and a generation
// is written into the folder, all but its manifest, which is returned, and its ledger, which is completed.
// No document may come twice.
Result<Manifest> write_generation(const WritingOptions& options, ReadingResult& reading,
                                  BuildProgress& progress);

}  // namespace callside
