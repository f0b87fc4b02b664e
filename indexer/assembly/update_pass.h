#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/progress.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

struct UpdatePassOptions {
  std::filesystem::path from;    // folder of the old generation
  std::filesystem::path folder;  // of the new generation
  std::string name;
  unsigned threads = 1;
  const std::atomic<bool>* interrupted = nullptr;
};

// Writes a generation with the documents of `old`, except `removed` (numbers, sorted), and those in
// `reading`. Completes the ledger of `reading` and returns the manifest; the caller writes both. No two
// documents may have the same kind, id and language.
Result<Manifest> write_update(const UpdatePassOptions& options, const Generation& old,
                              const std::vector<std::uint32_t>& removed, ReadingResult& reading,
                              BuildProgress& progress);

}  // namespace callside
