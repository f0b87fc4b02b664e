#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/command.h"
#include "indexer/schema/document_stream.h"
#include "indexer/sources/open_sources.h"

namespace callside {

// How sources are read, as the command line says it.
struct ReadingArguments {
  std::string as;
  std::vector<std::string> defaults;
  std::string config;
};

// --as, --default, --config.
void add_reading_options(CLI::App& command, ReadingArguments& arguments);

// The same, understood.
struct Reading {
  SourceOptions options;  // all but its configuration
  std::string config;
};

struct OpenedSources {
  std::unique_ptr<DocumentStream> stream;
};

// `defaults` as KEY=VALUE.
Result<Reading> read_reading(const ReadingArguments& arguments);
// The configuration is found as config.h says.
Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources, Reading reading);

}  // namespace callside
