#include "searchd/query/serve/index_follower.h"

#include <chrono>
#include <utility>

#include "indexer/base/mapping_guard.h"
#include "indexer/format/generation_files.h"
#include "indexer/format/generation_use.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Time between two looks at CURRENT, live.json and translations.json, and between two looks at the sizes of
// the served generation's files.
constexpr auto kPollInterval = std::chrono::milliseconds(200);
constexpr auto kFileCheckInterval = std::chrono::seconds(2);

bool is_empty(const LiveState& state) { return state.notices.empty() && state.withdrawn.empty(); }

// Versions of all files of a generation, without reading them.
std::string versions_of(const fs::path& folder) {
  std::string versions;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(folder, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const FileVersion version = FileVersion::of(it->path());
    versions += it->path().string() + '\n' + std::to_string(version.inode) + ' ' +
                std::to_string(version.bytes) + ' ' + std::to_string(version.changed_ns) + '\n';
  }
  return versions;
}

// The newest generation older than `name` that was published and is not known to be damaged; empty if there
// is none.
std::string generation_before(const IndexFolder& folder, const std::string& name,
                              const std::map<std::string, std::string>& damaged) {
  std::string before;
  for (const std::string& one : folder.list()) {
    if (is_older(one, name) && !folder.is_staged(one) && !damaged.contains(one)) before = one;
  }
  return before;
}

// Turns an exception of a job into an error. Only a failed allocation is expected.
template <typename Value, typename Call>
Result<Value> catch_exceptions(const std::string& what, const Call& call) {
  try {
    return call();
  } catch (const std::exception& error) {
    return fail(ErrorCode::io, what + ": " + error.what(), "the daemon will try again");
  }
}

}  // namespace

IndexFollower::Target IndexFollower::target_of(const IndexFolder& folder, const std::string& name) {
  return {name, FileVersion::of(folder.generation(name) / kManifestFile)};
}

Result<std::pair<IndexFollower::Target, std::shared_ptr<const Snapshot>>> IndexFollower::open_published(
    const IndexFolder& folder, const EngineOptions& options) {
  // Publishing may remove the generation after its name was read; then CURRENT names another.
  for (int attempt = 0;; ++attempt) {
    std::string name = options.generation;
    if (name.empty()) {
      CALLSIDE_ASSIGN(name, folder.current());
    }
    Target target = target_of(folder, name);
    auto snapshot = Snapshot::open(folder, name, options.held_out);
    if (snapshot) return std::pair(std::move(target), std::move(*snapshot));
    const bool moved_on = options.generation.empty() && folder.current().value_or(name) != name;
    if (!moved_on || attempt > 2) return tl::unexpected<Error>(snapshot.error());
  }
}

Result<std::unique_ptr<IndexFollower>> IndexFollower::start(IndexFolder folder, EngineOptions options) {
  if (!options.generation.empty()) CALLSIDE_TRY(folder.require(options.generation));
  CALLSIDE_ASSIGN(LiveFiles live_files, read_live_files(folder));
  CALLSIDE_ASSIGN(auto opened, open_published(folder, options));
  CALLSIDE_ASSIGN(auto live, LiveView::make(live_files.state, *opened.second));
  // Nothing is lost if it fails.
  if (options.readers) static_cast<void>(warm_up(*opened.second, *live, options.readers(), *opened.second));
  Serving serving{std::move(opened.second), std::move(live), live_files.translations};
  return std::unique_ptr<IndexFollower>(new IndexFollower(std::move(folder), std::move(options),
                                                          std::move(opened.first), std::move(serving),
                                                          std::move(live_files)));
}

Result<IndexFollower::LiveFiles> IndexFollower::read_live_files(const IndexFolder& folder) {
  LiveFiles live_files{
      FollowedFile(folder.live_file()), FollowedFile(folder.translations_file()), {}, nullptr};
  const Time now = Retry::Clock::now();
  live_files.live_file.is_due(now);
  CALLSIDE_ASSIGN(live_files.state, read_live_state(folder));
  live_files.live_file.was_read();
  live_files.translations_file.is_due(now);
  CALLSIDE_ASSIGN(Translations translations, read_translations(folder));
  live_files.translations_file.was_read();
  live_files.translations = std::make_shared<const Translations>(std::move(translations));
  return live_files;
}

IndexFollower::IndexFollower(IndexFolder folder, EngineOptions options, Target target, Serving serving,
                             LiveFiles live_files)
    : folder_(std::move(folder)),
      options_(std::move(options)),
      live_files_(std::move(live_files)),
      served_(std::move(target)),
      serving_(std::move(serving)) {
  watcher_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
}

Serving IndexFollower::current() const {
  const std::lock_guard lock(mutex_);
  return serving_;
}

void IndexFollower::serve(Serving serving) {
  const std::lock_guard lock(mutex_);
  serving_ = std::move(serving);
}

void IndexFollower::follow(const std::stop_token& stop) {
  std::unique_lock lock(wake_mutex_);
  while (!stop.stop_requested()) {
    // Serve a generation as soon as it is open.
    wake_.wait_for(lock, stop, kPollInterval, [this] { return opener_.has_outcome(); });
    if (stop.stop_requested()) return;
    if (look_again_.exchange(false)) {
      live_files_.live_file.read_again();
      live_files_.translations_file.read_again();
      open_retry_.reset();
      verify_retry_.reset();
      warm_up_.look_again();
      unopenable_.clear();
      for (auto& [name, versions] : damaged_) versions.clear();
    }
    const Time now = Retry::Clock::now();
    // Withdrawals first: a new generation is never served without them.
    follow_live_state(now);
    follow_translations(now);
    take_opened(now);
    follow_generation(now);
    const Serving serving = current();
    warm_up_.follow(serving.snapshot, serving.live, now);
    if (!options_.verify) continue;
    follow_damage(now);
    follow_verification(now);
  }
}

void IndexFollower::generation_failed(const Error& error) {
  if (alarms_.raise("generation", error)) options_.events.failed(error);
}

Result<std::string> IndexFollower::published() const {
  if (!options_.generation.empty()) return options_.generation;
  return folder_.current();
}

// The generation to serve. A damaged one is replaced by the one before it, if there is any; so is a damaged
// one that is being served while the published one cannot be opened.
std::string IndexFollower::generation_to_serve(const std::string& published) const {
  const bool is_stuck = damaged_.contains(served_.name) && unopenable_ == published;
  if (!damaged_.contains(published) && !is_stuck) return published;
  if (!options_.generation.empty()) return served_.name;
  const std::string before = generation_before(folder_, is_stuck ? served_.name : published, damaged_);
  if (!before.empty()) return before;
  return is_stuck ? published : served_.name;
}

void IndexFollower::follow_generation(Time now) {
  const auto name = published();
  if (!name) return generation_failed(name.error());
  if (!damaged_.contains(*name) && !damaged_.contains(served_.name)) alarms_.end("checksum");
  const Target target = target_of(folder_, generation_to_serve(*name));
  if (target == served_) {
    next_ = {};
    return alarms_.end("generation");
  }
  if (target.manifest.is_missing()) {
    return generation_failed({ErrorCode::not_found, folder_.generation(target.name).string() + " is gone",
                              "restore it, or rebuild the index: callside-index build --index " +
                                  folder_.root().string() + " SOURCE..."});
  }
  if (!(target == next_)) {
    next_ = target;
    open_retry_.reset();
  }
  if (!opener_.is_idle() || !open_retry_.is_due(now)) return;
  std::string versions = versions_of(folder_.generation(target.name));
  if (target.name == unopenable_ && versions == unopenable_versions_) return open_retry_.failed(now);
  // A replacement for the published generation must be intact.
  const bool is_substitute = target.name != *name;
  opener_.start([folder = folder_, target, versions, is_substitute, held_out = options_.held_out,
                 readers = options_.readers, state = live_files_.state,
                 before = current().snapshot](const InterruptCheck& stop) {
    using Shared = std::shared_ptr<const Snapshot>;
    const auto open = [&]() -> Result<Shared> {
      if (is_substitute) CALLSIDE_TRY(verify_generation(folder, target.name, stop));
      CALLSIDE_ASSIGN(Shared snapshot, Snapshot::open(folder, target.name, held_out, stop));
      // This view only says what to prepare: the one that is served is made when it is (take_opened).
      if (const auto live = LiveView::make(state, *snapshot); live && readers)
        static_cast<void>(warm_up(*snapshot, **live, readers(), *before, stop));
      return snapshot;
    };
    return Opened{target, versions, catch_exceptions<Shared>("cannot open generation " + target.name, open)};
  });
}

void IndexFollower::take_opened(Time now) {
  auto opened = opener_.take();
  // Another generation may be wanted by now.
  if (!opened || !(opened->target == next_)) return;
  Result<std::shared_ptr<const LiveView>> live =
      opened->snapshot ? LiveView::make(live_files_.state, **opened->snapshot)
                       : Result<std::shared_ptr<const LiveView>>(
                             tl::unexpected<Error>(std::move(opened->snapshot).error()));
  if (!live) {
    open_retry_.failed(now);
    const std::string& name = opened->target.name;
    // The published generation is retried until it can be opened, because it may still be copied here. One
    // that was served before was complete.
    const bool may_arrive = published().value_or(name) == name && name != served_.name;
    if (is_lost(live.error())) {
      unopenable_ = name;
      unopenable_versions_ = opened->versions;
      if (!may_arrive) return mark_damaged(name, std::move(opened->versions), live.error());
    }
    return generation_failed(live.error());
  }
  served_ = std::move(next_);
  next_ = {};
  if (unopenable_ == served_.name) unopenable_.clear();
  serve(Serving{std::move(*opened->snapshot), std::move(*live), live_files_.translations});
  view_is_due_ = false;  // the view was made with the generation
  if (!live_files_.live_file.has_failed()) alarms_.end("live");
  alarms_.end("generation");
  options_.events.moved(served_.name);
}

void IndexFollower::live_failed(const char* code, const Error& error) {
  if (alarms_.raise(code, error)) options_.events.live_failed(error);
}

void IndexFollower::read_live_file(Time now) {
  // The state was empty and still is.
  if (live_files_.live_file.is_missing() && is_empty(live_files_.state)) {
    live_files_.live_file.was_read();
    return alarms_.end("live");
  }
  Result<LiveState> state = fail(ErrorCode::not_found, folder_.live_file().string() + " is gone",
                                 "withdrawals stay in effect until the daemon is restarted");
  if (!live_files_.live_file.is_missing()) state = read_live_state(folder_);
  if (!state) {
    live_files_.live_file.failed(now);
    return live_failed("live", state.error());
  }
  live_files_.live_file.was_read();
  live_files_.state = std::move(*state);
  view_is_due_ = true;
  view_retry_.reset();
}

void IndexFollower::follow_live_state(Time now) {
  if (live_files_.live_file.is_due(now)) read_live_file(now);
  if (!view_is_due_ || !view_retry_.is_due(now)) return;
  Serving serving = current();
  auto live = LiveView::make(live_files_.state, *serving.snapshot);
  if (!live) {
    view_retry_.failed(now);
    return live_failed("live", live.error());
  }
  view_is_due_ = false;
  serving.live = std::move(*live);
  serve(std::move(serving));
  if (!live_files_.live_file.has_failed()) alarms_.end("live");
  options_.events.live_changed(live_files_.state);
}

void IndexFollower::follow_translations(Time now) {
  if (!live_files_.translations_file.is_due(now)) return;
  if (live_files_.translations_file.is_missing() && live_files_.translations->size() == 0) {
    live_files_.translations_file.was_read();
    return alarms_.end("translations");
  }
  Result<Translations> translations =
      fail(ErrorCode::not_found, folder_.translations_file().string() + " is gone",
           "its records stay in effect until the daemon is restarted");
  if (!live_files_.translations_file.is_missing()) translations = read_translations(folder_);
  if (!translations) {
    live_files_.translations_file.failed(now);
    return live_failed("translations", translations.error());
  }
  live_files_.translations_file.was_read();
  live_files_.translations = std::make_shared<const Translations>(std::move(*translations));
  Serving serving = current();
  serving.translations = live_files_.translations;
  serve(std::move(serving));
  alarms_.end("translations");
  options_.events.translations_changed(live_files_.translations->size());
}

// Detects files of the served generation that were cut short.
void IndexFollower::follow_damage(Time now) {
  const std::uint64_t lost = lost_mapped_pages();
  const bool has_lost = lost != lost_pages_;
  if (!has_lost && now < next_file_check_) return;
  lost_pages_ = lost;
  next_file_check_ = now + kFileCheckInterval;
  // If its folder is gone, it is served from open files; follow_generation() raises the alarm.
  if (damaged_.contains(served_.name) || !(target_of(folder_, served_.name) == served_)) return;
  const fs::path path = folder_.generation(served_.name);
  std::string versions = versions_of(path);
  const auto sizes = check_sizes(path, current().snapshot->generation().manifest());
  if (!sizes && sizes.error().code == ErrorCode::damaged) {
    return mark_damaged(served_.name, std::move(versions),
                        {ErrorCode::damaged, sizes.error().message, repair_hint(folder_, served_.name)});
  }
  // Sizes are right, and yet a page was lost: the disk cannot read it. Verify again.
  if (has_lost) verified_ = {};
}

void IndexFollower::follow_verification(Time now) {
  if (auto verified = verifier_.take()) {
    const std::string& name = verified->target.name;
    if (verified->sound) {
      verify_retry_.reset();
      // Files that changed in the meantime are verified again, because their reading may have missed damage.
      if (versions_of(folder_.generation(name)) != verified->versions) return;
      verified_ = verified->target;
      // Repaired. The damaged files may still be mapped, so open the generation again.
      if (damaged_.erase(name) > 0 && name == served_.name) served_.manifest = {};
    } else if (verified->sound.error().code == ErrorCode::damaged) {
      verify_retry_.reset();
      mark_damaged(name, std::move(verified->versions), verified->sound.error());
    } else {
      // It could not be read, perhaps because too many files are open.
      verify_retry_.failed(now);
    }
  }
  if (!verifier_.is_idle() || !verify_retry_.is_due(now)) return;
  const Target target = target_to_verify();
  if (target.manifest.is_missing()) return;
  std::string versions = versions_of(folder_.generation(target.name));
  verifier_.start([folder = folder_, target, versions = std::move(versions)](const InterruptCheck& stop) {
    Verified verified{target, versions, {}};
    verified.sound = catch_exceptions<void>("cannot verify generation " + target.name, [&]() -> Result<void> {
      CALLSIDE_ASSIGN(const GenerationUse use, GenerationUse::begin(folder, target.name));
      return verify_generation(folder, target.name, stop);
    });
    return verified;
  });
}

// The published generation if it was damaged and its files have changed since; otherwise the served one if it
// was not verified yet; otherwise an empty target.
IndexFollower::Target IndexFollower::target_to_verify() const {
  const std::string name = published().value_or("");
  if (const auto damaged = damaged_.find(name);
      damaged != damaged_.end() && versions_of(folder_.generation(name)) != damaged->second)
    return target_of(folder_, name);
  if (damaged_.contains(served_.name) || served_ == verified_) return {};
  const Target served = target_of(folder_, served_.name);
  return served == served_ ? served : Target();
}

void IndexFollower::mark_damaged(const std::string& name, std::string versions, const Error& error) {
  damaged_[name] = std::move(versions);
  if (alarms_.raise("checksum", error)) options_.events.damaged(error);
}

}  // namespace callside
