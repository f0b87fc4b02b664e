#pragma once

#include <filesystem>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/assembly/resolution.h"
#include "indexer/format/generation.h"

namespace callside {

// Puts documents of another generation, as they are stored there, among those that were read: for a build of
// all sources, where some documents stay though no source holds them any more. `spool`: a new file for them.
Result<void> carry_over(const Generation& old, const std::vector<KeptDocument>& kept,
                        const std::filesystem::path& spool, ReadingResult& reading);

}  // namespace callside
