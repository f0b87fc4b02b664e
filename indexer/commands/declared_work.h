#pragma once

#include <filesystem>
#include <vector>

#include "indexer/commands/command.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/recorded_sources.h"

namespace callside {

// What a command takes from callside.yaml (config/daily_work.h) where its command line is silent.

// Sets a command's --index by the configuration, if it was not given: that of the command's --config, else
// config_above(). A usage error where nothing declares an index; an error where it is a file.
Result<void> take_declared_index(CLI::App& command);

// What `build` reads: the named sources; else those that the configuration declares, which must all be there.
// A usage error where nothing declares any.
Result<RecordedSources> sources_to_build(const std::vector<std::filesystem::path>& named,
                                         const ReadingArguments& arguments);

// What `update` and `watch` read where no SOURCE is named: `recorded`, or in its place what a configuration
// declares: the one that is named with --config; else that of the working directory, where it declares this
// index; else the one that the index was made by.
Result<RecordedSources> follow_declared(RecordedSources recorded, const std::filesystem::path& index,
                                        const ReadingArguments& arguments);

// Whether sources are declared from which an index can be made that is not there yet.
Result<bool> declares_sources(const std::filesystem::path& index, const ReadingArguments& arguments);

}  // namespace callside
