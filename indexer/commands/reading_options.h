#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/assembly/assembly.h"
#include "indexer/commands/command.h"
#include "indexer/config/daily_work.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/redact/redactor.h"

namespace callside {

// How sources are read, as the command line says it: what `build` is told, and `update` remembers.
struct ReadingArguments {
  std::string as;
  std::string encoding;
  std::vector<std::string> defaults;
  std::string config;
};

// --as, --encoding, --default, --config.
void add_reading_options(CLI::App& command, ReadingArguments& arguments);

struct OpenedSources {
  std::unique_ptr<DocumentStream> stream;
  SourcePlan plan;
  DailyWork daily;               // that the configuration declares
  std::filesystem::path config;  // the configuration's file; empty: there is none
};

// All cores, until interrupted() is set.
AssemblyOptions assembly_options();

// `defaults` as KEY=VALUE.
Result<Manifest::Reading> read_reading(const ReadingArguments& arguments);
// Finds the configuration as config.h says, anew each time. `unread`: sources of the same index that are not
// read this time; the editors' file may lie in them, too (editorial_file.h).
Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources,
                                        Manifest::Reading reading,
                                        const std::vector<std::filesystem::path>& unread = {});

}  // namespace callside
