#pragma once

#include <filesystem>
#include <vector>

#include "indexer/commands/reading_options.h"

namespace callside {

// What an index was made of, and how that was read: what `update` and `watch` read again.
struct RecordedSources {
  std::vector<std::filesystem::path> sources;  // to be read; absolute
  std::vector<std::filesystem::path> unread;   // SourcePlan::unread
  // Those of both that `update --add` brought, delta exports included.
  std::vector<std::filesystem::path> added;
  SourcePlan::Scope scope = SourcePlan::Scope::whole;
  Manifest::Reading reading;
};

// What to do with sources that are named.
enum class NamedSources {
  same,      // they must be those of the index
  recorded,  // they must be those of the index, or delta exports, which are added to it
  add,       // they are added to those of the index
  replace,   // they stand for those of the index
};

// As the manifest has them. Options that are given stand before the recorded ones. Of recorded delta exports,
// those that are gone are not read.
Result<RecordedSources> choose_sources(const Manifest& manifest,
                                       const std::vector<std::filesystem::path>& named, NamedSources what,
                                       const ReadingArguments& arguments);

}  // namespace callside
