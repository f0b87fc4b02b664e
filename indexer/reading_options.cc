#include "indexer/reading_options.h"

#include <map>
#include <optional>
#include <utility>

#include "indexer/schema/config.h"

namespace callside {

namespace {

// "KEY=VALUE" as given on the command line.
Result<std::map<std::string, std::string>> parse_defaults(const std::vector<std::string>& given) {
  std::map<std::string, std::string> defaults;
  for (const std::string& one : given) {
    const auto equals = one.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return fail(ErrorCode::usage, "--default " + one + " is not KEY=VALUE",
                  "say, for example, --default audience=public");
    }
    defaults[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return defaults;
}

}  // namespace

void add_reading_options(CLI::App& command, ReadingArguments& arguments) {
  command.add_option("--as", arguments.as, "Read every SOURCE as this format: jsonl, markdown, html or text")
      ->type_name("FORMAT");
  command
      .add_option("--default", arguments.defaults,
                  "What records mean that say nothing themselves: audience, lang, product, brand or "
                  "confidence; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--config", arguments.config,
                  "Configuration; else callside.yaml of the first SOURCE folder, or here")
      ->type_name("FILE");
}

Result<Reading> read_reading(const ReadingArguments& arguments) {
  Reading reading;
  if (!arguments.as.empty()) reading.options.as = arguments.as;
  CALLSIDE_ASSIGN(reading.options.defaults, parse_defaults(arguments.defaults));
  reading.config = arguments.config;
  return reading;
}

Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources, Reading reading) {
  const std::optional<std::filesystem::path> config =
      reading.config.empty() ? std::nullopt : std::optional<std::filesystem::path>(reading.config);
  CALLSIDE_ASSIGN(reading.options.config, find_config(config, sources));
  CALLSIDE_ASSIGN(auto stream, open_sources(sources, reading.options));
  return OpenedSources{std::move(stream)};
}

}  // namespace callside
