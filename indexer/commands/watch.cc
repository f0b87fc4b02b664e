#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "indexer/commands/command.h"
#include "indexer/commands/declared_work.h"
#include "indexer/commands/publication_gate.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/recorded_sources.h"
#include "indexer/commands/terminal/progress_line.h"
#include "indexer/commands/terminal/publication_report.h"
#include "indexer/commands/terminal/watch_report.h"
#include "indexer/config/config.h"
#include "indexer/config/editorial_file.h"
#include "indexer/format/index_folder.h"
#include "indexer/sources/source_follower.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// Readings in a row that are discarded because the sources changed meanwhile. The next one is used as it is:
// otherwise, a file that is written all the time would block all updates.
constexpr int kMaxDiscardedReadings = 4;
// Delays before another try after a failure that is not due to the sources: another writer, a full disk.
constexpr milliseconds kRetryWhenLocked{1000};
constexpr milliseconds kRetry{10'000};
// The longest single wait for a change.
constexpr milliseconds kIdle{3'600'000};

struct WatchArguments {
  fs::path index;
  std::vector<fs::path> sources;
  ReadingArguments reading;
  bool publish = false;
  double poll_s = 0;  // 0: rely on events of the file system
  PublishOptions publication;
  GateArguments gate;
  Output output;
};

Result<void> refuse_pipes(const std::vector<fs::path>& sources) {
  for (const fs::path& source : sources) {
    std::error_code ignored;
    const fs::file_status status = fs::status(source, ignored);
    if (!fs::exists(status) || fs::is_directory(status) || fs::is_regular_file(status)) continue;
    return fail(ErrorCode::usage, source.string() + " is neither a file nor a folder, and cannot be followed",
                "build the index from files: callside-index update --replace SOURCE...");
  }
  return ok();
}

// The sources and the files that affect how they are read: callside.yaml and search.yaml.
std::vector<fs::path> paths_to_follow(const RecordedSources& recorded) {
  std::vector<fs::path> paths = recorded.sources;
  const fs::path here = config_above();
  if (!recorded.reading.config.empty()) {
    paths.emplace_back(recorded.reading.config);
  } else if (!here.empty()) {
    paths.push_back(here);
  }
  // A search.yaml at the root of a source folder is followed with that folder.
  const fs::path config = paths.size() > recorded.sources.size() ? paths.back() : fs::path();
  for (fs::path& place : editorial_places({}, config)) paths.push_back(std::move(place));
  return paths;
}

class Watch {
 public:
  Watch(const WatchArguments& arguments, RecordedSources recorded)
      : arguments_(arguments), recorded_(std::move(recorded)), report_(arguments.output) {
    follow();
    request_.index = arguments.index;
    request_.assembly = assembly_options(arguments.reading);
    request_.publish = arguments.publication;
    request_.publish.command = "watch";
    request_.publish.stage = !arguments.publish;
    request_.from_newest = !arguments.publish;
  }

  // Runs until it is interrupted, or until the index was replaced by one of another version.
  Result<int> run() {
    std::string why_polling = follower_->why_polling();
    report_.started(recorded_.sources.size(), !request_.publish.stage, why_polling);
    // Begins with an update for changes made while nothing was watching.
    for (bool changed = true; !interrupted();) {
      if (changed) CALLSIDE_TRY(update_once());
      changed = follower_->wait(wait_, interrupted()) || wait_ != kIdle;
      if (why_polling != follower_->why_polling()) {
        why_polling = follower_->why_polling();
        if (!why_polling.empty()) report_.polling(why_polling);
      }
    }
    report_.ended(request_.index);
    return 0;
  }

 private:
  static std::optional<milliseconds> poll_of(const WatchArguments& arguments) {
    if (arguments.poll_s <= 0) return std::nullopt;
    return milliseconds(std::lround(arguments.poll_s * 1000));
  }

  // Reports a failure that may pass, so that run() tries again. Returns all others.
  Result<void> update_once() {
    request_.is_outdated = nullptr;
    if (discarded_ < kMaxDiscardedReadings)
      request_.is_outdated = [this] { return follower_->has_changed(); };
    auto updated = read_and_update();
    wait_ = kIdle;
    if (updated) {
      discarded_ = 0;
      report_.updated(*updated);
      return ok();
    }
    const Error& error = updated.error();
    if (error.code == ErrorCode::interrupted) return ok();
    if (error.code == ErrorCode::old_index) return tl::unexpected<Error>(error);
    if (error.code == ErrorCode::changed) {
      ++discarded_;  // wait() returns at once for that change
      return ok();
    }
    report_.failed(error);
    wait_ = error.code == ErrorCode::locked ? kRetryWhenLocked : kRetry;
    return ok();
  }

  void follow() {
    follower_.emplace(paths_to_follow(recorded_), ExcludedFolder::at(arguments_.index), poll_of(arguments_));
  }

  // Switches to the sources that the configuration declares now, if they are others.
  Result<void> follow_declared_sources() {
    CALLSIDE_ASSIGN(RecordedSources declared,
                    follow_declared(recorded_, arguments_.index, arguments_.reading));
    if (declared.sources == recorded_.sources) return ok();
    CALLSIDE_TRY(refuse_pipes(declared.sources));
    recorded_ = std::move(declared);
    follow();
    return ok();
  }

  Result<UpdateReport> read_and_update() {
    if (arguments_.sources.empty()) CALLSIDE_TRY(follow_declared_sources());
    CALLSIDE_ASSIGN(OpenedSources opened,
                    open_for_building(recorded_.sources, recorded_.reading, recorded_.unread));
    opened.plan.scope = recorded_.scope;
    request_.plan = std::move(opened.plan);
    CALLSIDE_ASSIGN(const Gatekeeper gate,
                    Gatekeeper::prepare(arguments_.gate, opened.daily.gate, arguments_.index));
    request_.publish.gate = gate.options();
    BuildProgress progress;
    const ProgressLine line(progress, !arguments_.output.quiet && !arguments_.output.json);
    auto updated = update(*opened.stream, request_, progress);
    if (!arguments_.output.json) gate.print(true);
    return updated;
  }

  const WatchArguments& arguments_;
  RecordedSources recorded_;
  std::optional<SourceFollower> follower_;
  WatchReport report_;
  UpdateRequest request_;
  int discarded_ = 0;  // readings in a row that were discarded
  milliseconds wait_ = kIdle;
};

Result<int> run_watch(const WatchArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string from, generation_to_update(folder, !arguments.publish));
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(from) / kManifestFile));
  CALLSIDE_ASSIGN(RecordedSources recorded,
                  choose_sources(manifest, arguments.sources, NamedSources::same, arguments.reading));
  if (arguments.sources.empty()) {
    CALLSIDE_ASSIGN(recorded, follow_declared(std::move(recorded), arguments.index, arguments.reading));
  }
  CALLSIDE_TRY(refuse_pipes(recorded.sources));
  install_interrupt();
  return Watch(arguments, std::move(recorded)).run();
}

}  // namespace

Command add_watch(CLI::App& program) {
  auto arguments = std::make_shared<WatchArguments>();
  CLI::App* command = program.add_subcommand(
      "watch", "Follow the sources of the index and stage their changes, until Ctrl-C");
  add_index_option(*command, arguments->index);
  command->add_option(
      "SOURCE", arguments->sources,
      "The sources that the index was built from; default: these, or those that callside.yaml declares");
  add_reading_options(*command, arguments->reading);
  command->add_flag("--publish", arguments->publish, "Publish each change instead of staging it");
  command
      ->add_option("--poll", arguments->poll_s,
                   "Poll for changes at this interval instead of using file system events; without it, only "
                   "file systems without events (NFS, SMB, FUSE) are polled, every 2 seconds")
      ->check(CLI::Range(0.1, 3600.0, "0.1 to 3600"))
      ->type_name("SECONDS");
  add_note_option(*command, arguments->publication.note);
  add_keep_option(*command, arguments->publication.keep);
  add_allow_removals_option(*command, arguments->publication.allow_removals);
  add_gate_options(*command, arguments->gate);
  command->add_flag("--json", arguments->output.json, "Print the reports as JSON, one object per line");
  command->add_flag("--quiet", arguments->output.quiet, "Print errors only");
  return {command, [arguments] { return run_watch(*arguments); }};
}

}  // namespace callside
