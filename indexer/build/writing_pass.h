#pragma once

#include <atomic>
#include <filesystem>

#include "indexer/build/progress.h"
#include "indexer/build/reading_pass.h"
#include "indexer/schema/manifest.h"

namespace callside {

// The second pass of a build: documents get their numbers, words their numbers and weights, and a generation
// is written into `folder`, all but its manifest, which is returned. Records that came twice are taken out of
// `reading.documents` and added to its remarks.
Result<Manifest> write_generation(const std::filesystem::path& folder, ReadingResult& reading,
                                  const std::atomic<bool>* interrupted, BuildProgress& progress);

}  // namespace callside
