#include "indexer/commands/declared_work.h"

#include <algorithm>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/base/paths.h"
#include "indexer/config/config.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr const char* kStarter =
    "`callside-index init DIR` makes a folder with a callside.yaml that declares it";

// The configuration that speaks for the command line: the named one, else that of the working directory or
// above.
Result<std::optional<Config>> config_here(const std::string& named) {
  const fs::path path = named.empty() ? config_above() : fs::path(named);
  if (path.empty()) return std::optional<Config>();
  auto config = load_config(path);
  if (!config && config.error().hint.empty())
    config.error().hint = "look for a slip in the name after --config";
  CALLSIDE_TRY(config);
  return std::optional<Config>(std::move(*config));
}

fs::path whole(const fs::path& path) {
  fs::path plain = absolute_path(path);
  return plain.has_filename() ? plain : plain.parent_path();
}

bool declares(const Config& config, const fs::path& index) {
  if (!config.daily.index) return false;
  if (whole(index) == config.daily.index->path) return true;
  std::error_code ignored;
  return fs::equivalent(index, config.daily.index->path, ignored);
}

bool is_among(const fs::path& path, const std::vector<fs::path>& paths) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

// Puts the declared sources in the place of `recorded`'s. What was added stays: it is not meant to be
// declared.
Result<RecordedSources> take_sources(const Config& config, RecordedSources recorded) {
  const std::vector<fs::path> gone = std::exchange(recorded.unread, {});
  recorded.sources.clear();
  for (const DailyWork::Path& source : config.daily.sources) {
    std::error_code ignored;
    if (is_among(source.path, gone)) continue;
    if (!fs::exists(source.path, ignored)) {
      return fail(
          ErrorCode::not_found,
          config.file.string() + ":" + std::to_string(source.line) + ": there is no " + source.path.string(),
          "correct the path, which is relative to that file, or take it out of sources");
    }
    recorded.sources.push_back(source.path);
  }
  for (const fs::path& added : recorded.added) {
    if (is_among(added, recorded.sources)) continue;
    (is_among(added, gone) ? recorded.unread : recorded.sources).push_back(added);
  }
  recorded.reading.config = whole(config.file).string();
  recorded.reading.declared = true;
  return recorded;
}

Result<void> refuse_file(const fs::path& index) {
  std::error_code ignored;
  const fs::file_status status = fs::status(index, ignored);
  if (!fs::exists(status) || fs::is_directory(status)) return ok();
  return fail(ErrorCode::io, index.string() + " is a file, and an index is a folder",
              "name the folder of an index, or one that is not there yet");
}

}  // namespace

Result<void> take_declared_index(CLI::App& command) {
  CLI::Option* index = command.get_option_no_throw("--index");
  if (index == nullptr) return ok();
  if (index->count() > 0) return refuse_file(index->as<std::string>());
  const CLI::Option* named = command.get_option_no_throw("--config");
  CALLSIDE_ASSIGN(const std::optional<Config> config,
                  config_here(named != nullptr && named->count() > 0 ? named->as<std::string>() : ""));
  if (!config) return fail(ErrorCode::usage, "--index DIR is needed", kStarter);
  if (!config->daily.index) {
    return fail(ErrorCode::usage, "--index DIR is needed: " + config->file.string() + " declares no index",
                "add a line to it, such as index: kb");
  }
  index->add_result(config->daily.index->path.string());
  index->run_callback();
  return refuse_file(config->daily.index->path);
}

Result<RecordedSources> sources_to_build(const std::vector<fs::path>& named,
                                         const ReadingArguments& arguments) {
  CALLSIDE_ASSIGN(Manifest::Reading reading, read_reading(arguments));
  RecordedSources chosen;
  chosen.sources = named;
  chosen.reading = std::move(reading);
  if (!named.empty()) return chosen;
  CALLSIDE_ASSIGN(const std::optional<Config> config, config_here(arguments.config));
  if (!config) return fail(ErrorCode::usage, "no SOURCE is named", kStarter);
  if (config->daily.sources.empty()) {
    return fail(ErrorCode::usage, "no SOURCE is named, and " + config->file.string() + " declares none",
                "name files or folders, or add a line to it, such as sources: [articles, tickets.jsonl]");
  }
  return take_sources(*config, std::move(chosen));
}

Result<RecordedSources> follow_declared(RecordedSources recorded, const fs::path& index,
                                        const ReadingArguments& arguments) {
  const bool is_named = !arguments.config.empty();
  const bool is_recorded = !recorded.reading.config.empty();
  // An index that was made by another configuration, with sources of its own.
  if (!is_named && is_recorded && !recorded.reading.declared) return recorded;
  if (!is_named) {
    // The folder of both may have been moved: what lies here stands before what was recorded.
    CALLSIDE_ASSIGN(const std::optional<Config> here, config_here(""));
    if (here && !here->daily.sources.empty() && declares(*here, index))
      return take_sources(*here, std::move(recorded));
    if (!is_recorded) return recorded;
  }
  auto config = load_config(recorded.reading.config);
  if (!config && config.error().code == ErrorCode::not_found) {
    config.error().hint = is_named
                              ? "look for a slip in its name"
                              : "the index was made by this configuration: put it back, or name it where it "
                                "is now with --config FILE";
  }
  CALLSIDE_TRY(config);
  if (config->daily.sources.empty()) return recorded;
  return take_sources(*config, std::move(recorded));
}

Result<bool> declares_sources(const fs::path& index, const ReadingArguments& arguments) {
  CALLSIDE_ASSIGN(const std::optional<Config> config, config_here(arguments.config));
  if (!config || config->daily.sources.empty()) return false;
  return !arguments.config.empty() || declares(*config, index);
}

}  // namespace callside
