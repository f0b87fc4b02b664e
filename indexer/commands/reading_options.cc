#include "indexer/commands/reading_options.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/paths.h"
#include "indexer/base/utf8.h"
#include "indexer/base/version.h"
#include "indexer/config/config.h"
#include "indexer/config/editorial_file.h"
#include "indexer/sources/language_tag.h"
#include "indexer/sources/open_sources.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/source_format.h"

namespace callside {

namespace {

// Parses the values of --default, each "KEY=VALUE".
Result<std::map<std::string, std::string>> parse_defaults(const std::vector<std::string>& given) {
  std::map<std::string, std::string> defaults;
  for (const std::string& one : given) {
    const auto equals = one.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return fail(ErrorCode::usage, "--default " + one + " is not KEY=VALUE",
                  "for example: --default audience=public");
    }
    defaults[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return defaults;
}

// Adds the defaults that the configuration declares; those of the command line override them. Returns an
// error with the line of an invalid value.
Result<void> add_declared_defaults(const Config& config, std::map<std::string, std::string>& defaults) {
  for (const auto& [key, declared] : config.daily.defaults) {
    const auto read = read_defaults({{key, declared.value}}, config);
    if (!read) {
      return fail(ErrorCode::invalid_input,
                  config.file.string() + ":" + std::to_string(declared.line) + ": the default of " + key +
                      " cannot be \"" + repair_utf8(declared.value.substr(0, 40)) + '"',
                  read.error().hint);
    }
    defaults.try_emplace(key, declared.value);
  }
  return ok();
}

}  // namespace

void add_reading_options(CLI::App& command, ReadingArguments& arguments) {
  command
      .add_option(
          "--as", arguments.as,
          "Format of every SOURCE; default: detected from names and content. All files of a help desk in one "
          "SOURCE are one export")
      ->check(CLI::IsMember(source_format_names()))
      ->type_name("FORMAT");
  command
      .add_option("--encoding", arguments.encoding,
                  "Encoding of CSV files, such as windows-1250; default: detected. Other formats are UTF-8")
      ->type_name("NAME");
  command
      .add_option("--default", arguments.defaults,
                  "Value for records that do not set it themselves; KEY is audience, lang, product, brand or "
                  "confidence; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--config", arguments.config,
                  "Configuration; default: callside.yaml of the first SOURCE folder, or of this folder or "
                  "one above it")
      ->type_name("FILE");
  command
      .add_option(
          "--jobs", arguments.jobs,
          "Number of threads; default: one for each processor. Each takes 50 to 110 MB of memory; what "
          "they share takes 0.2 GB for 100,000 tickets and 1.4 GB for a million")
      ->check(CLI::Range(1U, 256U, "1 to 256"))
      ->type_name("N");
}

Result<Manifest::Reading> read_reading(const ReadingArguments& arguments) {
  Manifest::Reading reading;
  reading.as = arguments.as;
  reading.encoding = arguments.encoding;
  CALLSIDE_ASSIGN(reading.defaults, parse_defaults(arguments.defaults));
  if (!arguments.config.empty()) reading.config = absolute_path(arguments.config).string();
  return reading;
}

unsigned ReadingArguments::threads() const {
  return jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
}

AssemblyOptions assembly_options(const ReadingArguments& arguments) {
  AssemblyOptions options;
  options.threads = arguments.threads();
  options.interrupted = &interrupted();
  return options;
}

Result<OpenedSources> open_for_building(const std::vector<std::filesystem::path>& sources,
                                        Manifest::Reading reading,
                                        const std::vector<std::filesystem::path>& unread) {
  SourceOptions options;
  if (!reading.as.empty()) options.as = reading.as;
  if (!reading.encoding.empty()) options.encoding = reading.encoding;
  options.defaults = reading.defaults;
  options.languages = reading.languages;
  options.interrupted = &interrupted();
  const std::optional<std::filesystem::path> named =
      reading.config.empty() ? std::nullopt : std::optional<std::filesystem::path>(reading.config);
  CALLSIDE_ASSIGN(options.config, find_config(named, sources));
  CALLSIDE_TRY(add_declared_defaults(options.config, options.defaults));
  // Another version of the program may read the same bytes differently.
  std::string settings = std::string(kVersion) + '\0' + reading.as + '\0' + reading.encoding + '\0';
  for (const auto& [key, value] : options.defaults) settings.append(key).append("=").append(value) += '\0';
  settings += options.config.reading;
  std::vector<std::filesystem::path> all = sources;
  all.insert(all.end(), unread.begin(), unread.end());
  OpenedSources opened;
  SourcePlan& plan = opened.plan;
  plan.sources = sources;
  plan.unread = unread;
  CALLSIDE_ASSIGN(plan.editorial, find_editorial_rules(all, options.config.file, canonical_language,
                                                       options.config.timezone));
  opened.config = options.config.file;
  CALLSIDE_ASSIGN(plan.redactor, Redactor::create(options.config.redact));
  CALLSIDE_ASSIGN(opened.stream, open_sources(sources, options));
  plan.ticket_max_age = options.config.ticket_max_age;
  plan.reading = std::move(reading);
  plan.reading.languages = opened.stream->languages();
  plan.reading.timezone = options.config.timezone.name();
  plan.settings = sha256_hex(settings);
  opened.daily = std::move(options.config.daily);
  return opened;
}

}  // namespace callside
