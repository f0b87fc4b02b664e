#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "indexer/commands/reading_options.h"
#include "indexer/config/config.h"
#include "indexer/format/translations.h"

namespace callside {

// Sources that `check` and `todo` read without building an index, and what an existing index knows about
// their documents.
struct CheckedSources {
  OpenedSources opened;
  Config config;
  Translations translations;  // empty without an index
  // Article ids in the index, if sources were given besides it; else empty.
  std::set<std::string, std::less<>> known_articles;
};

// Opens `sources`. If there are none, opens those that `index` was built from, with the options recorded in
// it. If `index` is empty, too, opens those that callside.yaml declares.
Result<CheckedSources> open_checked_sources(const std::filesystem::path& index,
                                            const std::vector<std::filesystem::path>& sources,
                                            const ReadingArguments& arguments);

}  // namespace callside
