#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "indexer/commands/reading_options.h"
#include "indexer/config/config.h"
#include "indexer/format/translations.h"

namespace callside {

// Sources that are looked at without making an index of them, and what an index says of the same documents:
// for `check` and `todo`.
struct ReadSources {
  OpenedSources opened;
  Config config;
  Translations translations;  // none without an index
  std::set<std::string, std::less<>>
      known_articles;  // ids in the index, where it is not made of these sources
};

// `index` may be empty: then the sources are named, or those that callside.yaml declares. Without sources,
// those that the index was made of are opened, read as they were then.
Result<ReadSources> read_beside(const std::filesystem::path& index,
                                const std::vector<std::filesystem::path>& sources,
                                const ReadingArguments& arguments);

}  // namespace callside
