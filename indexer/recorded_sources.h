#pragma once

#include <filesystem>
#include <vector>

#include "indexer/reading_options.h"

namespace callside {

// What an index was made of, and how that was read: what `update` and `watch` read again.
struct RecordedSources {
  std::vector<std::filesystem::path> sources;  // absolute
  Manifest::Reading reading;
};

// As the manifest has them. Options that are given stand before the recorded ones. Sources that are named
// must be the recorded ones; with `replace` they stand before them.
Result<RecordedSources> choose_sources(const Manifest& manifest,
                                       const std::vector<std::filesystem::path>& named, bool replace,
                                       const ReadingArguments& arguments);

}  // namespace callside
