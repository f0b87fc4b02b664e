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
  std::filesystem::path from;  // folder of the generation that changes
  std::filesystem::path folder;
  std::string name;
  const std::atomic<bool>* interrupted = nullptr;
};

// Writes a generation that is `old` without the documents `removed` (numbers, sorted), and with those that
// were read; all but its manifest, which is returned, and its ledger, which is completed. No document may
// come twice.
Result<Manifest> write_update(const UpdatePassOptions& options, const Generation& old,
                              const std::vector<std::uint32_t>& removed, ReadingResult& reading,
                              BuildProgress& progress);

}  // namespace callside
