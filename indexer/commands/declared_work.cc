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

constexpr const char* kInitHint =
    "`callside-index init DIR` makes a folder with a callside.yaml that declares it";

// Reads the configuration at `named`, or else config_above(). Returns nullopt if there is none.
Result<std::optional<Config>> config_here(const std::string& named) {
  const fs::path path = named.empty() ? config_above() : fs::path(named);
  if (path.empty()) return std::optional<Config>();
  auto config = load_config(path);
  if (!config && config.error().hint.empty()) config.error().hint = "check the path after --config";
  CALLSIDE_TRY(config);
  return std::optional<Config>(std::move(*config));
}

fs::path normalized(const fs::path& path) {
  fs::path plain = absolute_path(path);
  return plain.has_filename() ? plain : plain.parent_path();
}

bool declares(const Config& config, const fs::path& index) {
  if (!config.daily.index) return false;
  if (normalized(index) == config.daily.index->path) return true;
  std::error_code ignored;
  return fs::equivalent(index, config.daily.index->path, ignored);
}

bool contains(const std::vector<fs::path>& paths, const fs::path& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

// Replaces the sources of `recorded` by the declared ones. Keeps those of `update --add` and delta exports,
// which the configuration need not declare.
Result<RecordedSources> take_sources(const Config& config, RecordedSources recorded) {
  const std::vector<fs::path> missing_deltas = std::exchange(recorded.unread, {});
  recorded.sources.clear();
  for (const DailyWork::Path& source : config.daily.sources) {
    std::error_code ignored;
    if (contains(missing_deltas, source.path)) continue;
    if (!fs::exists(source.path, ignored)) {
      return fail(ErrorCode::not_found,
                  config.file.string() + ":" + std::to_string(source.line) + ": source " +
                      source.path.string() + " does not exist",
                  "correct the path, which is relative to that file, or remove it from sources");
    }
    recorded.sources.push_back(source.path);
  }
  for (const fs::path& added : recorded.added) {
    if (contains(recorded.sources, added)) continue;
    (contains(missing_deltas, added) ? recorded.unread : recorded.sources).push_back(added);
  }
  recorded.reading.config = normalized(config.file).string();
  recorded.reading.declared = true;
  return recorded;
}

Result<void> refuse_file(const fs::path& index) {
  std::error_code ignored;
  const fs::file_status status = fs::status(index, ignored);
  if (!fs::exists(status) || fs::is_directory(status)) return ok();
  return fail(ErrorCode::io, index.string() + " is a file, but an index is a folder",
              "name the folder of an index, or one that does not exist yet");
}

}  // namespace

Result<void> take_declared_index(CLI::App& command) {
  CLI::Option* index = command.get_option_no_throw("--index");
  if (index == nullptr) return ok();
  if (index->count() > 0) return refuse_file(index->as<std::string>());
  const CLI::Option* named = command.get_option_no_throw("--config");
  CALLSIDE_ASSIGN(const std::optional<Config> config,
                  config_here(named != nullptr && named->count() > 0 ? named->as<std::string>() : ""));
  if (!config) return fail(ErrorCode::usage, "--index DIR is needed", kInitHint);
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
  if (!config) return fail(ErrorCode::usage, "no SOURCE is given", kInitHint);
  if (config->daily.sources.empty()) {
    return fail(ErrorCode::usage, "no SOURCE is given, and " + config->file.string() + " declares none",
                "name files or folders, or add a line to it, such as sources: [articles, tickets.jsonl]");
  }
  return take_sources(*config, std::move(chosen));
}

Result<RecordedSources> follow_declared(RecordedSources recorded, const fs::path& index,
                                        const ReadingArguments& arguments) {
  const bool is_named = !arguments.config.empty();
  const bool is_recorded = !recorded.reading.config.empty();
  // The index was built with another configuration and sources of its own.
  if (!is_named && is_recorded && !recorded.reading.declared) return recorded;
  if (!is_named) {
    // The configuration here takes precedence: it may have been moved together with the index.
    CALLSIDE_ASSIGN(const std::optional<Config> here, config_here(""));
    if (here && !here->daily.sources.empty() && declares(*here, index))
      return take_sources(*here, std::move(recorded));
    if (!is_recorded) return recorded;
  }
  auto config = load_config(recorded.reading.config);
  if (!config && config.error().code == ErrorCode::not_found) {
    config.error().hint = is_named ? "check the path after --config"
                                   : "the index was built with this configuration: put it back, or pass its "
                                     "new path as --config FILE";
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
