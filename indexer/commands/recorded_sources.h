#pragma once

#include <filesystem>
#include <vector>

#include "indexer/commands/reading_options.h"

namespace callside {

// The sources that an index was built from and how they are read. `update` and `watch` read them again.
struct RecordedSources {
  std::vector<std::filesystem::path> sources;  // to read; absolute
  std::vector<std::filesystem::path> unread;   // SourcePlan::unread
  std::vector<std::filesystem::path> added;    // subset of both: from `update --add`, or delta exports
  SourcePlan::Scope scope = SourcePlan::Scope::whole;
  Manifest::Reading reading;
};

// How sources on the command line relate to those of the index.
enum class NamedSources {
  same,      // they must be the same
  recorded,  // they must be the same, or delta exports, which are added
  add,       // they are added
  replace,   // they replace them
};

// Combines the sources and options of the manifest with those of the command line; given options override the
// recorded ones. Recorded delta exports that no longer exist go into `unread`.
Result<RecordedSources> choose_sources(const Manifest& manifest,
                                       const std::vector<std::filesystem::path>& named, NamedSources what,
                                       const ReadingArguments& arguments);

}  // namespace callside
