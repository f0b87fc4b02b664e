#pragma once

#include <filesystem>
#include <vector>

#include "indexer/commands/command.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/recorded_sources.h"

namespace callside {

// Fills in what the command line does not give from callside.yaml (config/daily_work.h).

// Sets a command's --index from the configuration if it was not given. The configuration is the command's
// --config, or else config_above(). Returns a usage error if no index is declared, and an error if it is a
// file.
Result<void> take_declared_index(CLI::App& command);

// Returns the sources that `build` reads: `named`, or else those that the configuration declares. Declared
// sources must exist. Returns a usage error if there are neither.
Result<RecordedSources> sources_to_build(const std::vector<std::filesystem::path>& named,
                                         const ReadingArguments& arguments);

// Returns the sources that `update` and `watch` read if no SOURCE is given: those that a configuration
// declares, or else `recorded`. The configuration is that of --config; else that of the working directory, if
// it declares this index; else the one that the index was built with.
Result<RecordedSources> follow_declared(RecordedSources recorded, const std::filesystem::path& index,
                                        const ReadingArguments& arguments);

// Returns true if a configuration declares sources to build the index from, should it not exist yet.
Result<bool> declares_sources(const std::filesystem::path& index, const ReadingArguments& arguments);

}  // namespace callside
