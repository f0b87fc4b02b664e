#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/assembly/builder.h"
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
  Redactor redactor;  // with the configuration's rules
  Manifest::Reading reading;
  std::string settings;  // BuildOptions::settings
  TicketAge ticket_max_age;
  DailyWork daily;  // that the configuration declares
  EditorialRules editorial;
  std::filesystem::path config;  // the configuration's file; empty: there is none
};

// `defaults` as KEY=VALUE.
Result<Manifest::Reading> read_reading(const ReadingArguments& arguments);
// The configuration is found as config.h says, once more each time. `beside`: sources of the same index that
// are not read now; the editors' file may be there, too (editorial_file.h).
Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources,
                                        Manifest::Reading reading,
                                        const std::vector<std::filesystem::path>& beside = {});

}  // namespace callside
