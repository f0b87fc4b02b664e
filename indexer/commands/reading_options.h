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

// Options for reading sources. `build` records all but `jobs` in the manifest, and `update` uses them again.
struct ReadingArguments {
  std::string as;
  std::string encoding;
  std::vector<std::string> defaults;
  std::string config;
  unsigned jobs = 0;  // 0: as many as the machine has processors

  unsigned threads() const;
};

// Adds --as, --encoding, --default, --config and --jobs.
void add_reading_options(CLI::App& command, ReadingArguments& arguments);

struct OpenedSources {
  std::unique_ptr<DocumentStream> stream;
  SourcePlan plan;
  DailyWork daily;               // declared by the configuration
  std::filesystem::path config;  // path of the configuration; empty if there is none
};

// Ends when interrupted() is set.
AssemblyOptions assembly_options(const ReadingArguments& arguments);

// Returns a usage error if one of `defaults` is not KEY=VALUE.
Result<Manifest::Reading> read_reading(const ReadingArguments& arguments);
// Finds and reads the configuration (config.h) and opens the sources. `unread` are sources of the same index
// that are not read this time, but may hold the search.yaml (editorial_file.h).
Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources,
                                        Manifest::Reading reading,
                                        const std::vector<std::filesystem::path>& unread = {});

}  // namespace callside
