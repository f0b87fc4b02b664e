#pragma once

#include <filesystem>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/assembly/resolution.h"
#include "indexer/format/generation.h"

namespace callside {

// Adds stored documents of an older generation to those that were read. A build of all sources needs this for
// documents that stay although no source holds them any more. `spool`: path of a new file for them.
Result<void> carry_over(const Generation& old, const std::vector<KeptDocument>& kept,
                        const std::filesystem::path& spool, ReadingResult& reading);

}  // namespace callside
