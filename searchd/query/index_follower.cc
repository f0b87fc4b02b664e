#include "searchd/query/index_follower.h"

#include <chrono>
#include <condition_variable>
#include <utility>

#include "indexer/base/mapping_guard.h"
#include "indexer/schema/generation_files.h"

namespace callside {

namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(200);
constexpr auto kLookAtFiles = std::chrono::seconds(2);

bool is_empty(const LiveState& state) { return state.notices.empty() && state.withdrawn.empty(); }

// What the files of a generation are like, without reading them.
std::string versions_of(const std::filesystem::path& folder) {
  std::string versions;
  std::error_code error;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, error);
       !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    const FileVersion version = FileVersion::of(it->path());
    versions += it->path().string() + '\n' + std::to_string(version.inode) + ' ' +
                std::to_string(version.bytes) + ' ' + std::to_string(version.changed_ns) + '\n';
  }
  return versions;
}

}  // namespace

IndexFollower::Target IndexFollower::target_of(const IndexFolder& folder, const std::string& name) {
  return {name, FileVersion::of(folder.generation(name) / kManifestFile)};
}

Result<Serving> IndexFollower::open(const IndexFolder& folder, const EngineOptions& options,
                                    const std::string& name, const Beside& beside) {
  CALLSIDE_ASSIGN(std::shared_ptr<const Snapshot> snapshot, Snapshot::open(folder, name, options.on_trial));
  CALLSIDE_ASSIGN(std::shared_ptr<const LiveView> live, LiveView::make(beside.state, *snapshot));
  return Serving{std::move(snapshot), std::move(live), beside.translations};
}

Result<IndexFollower::Opened> IndexFollower::open_published(const IndexFolder& folder,
                                                            const EngineOptions& options,
                                                            const Beside& beside) {
  // Publishing may remove the generation between reading its name and opening it: then CURRENT names another.
  for (int attempt = 0;; ++attempt) {
    std::string name = options.generation;
    if (name.empty()) {
      CALLSIDE_ASSIGN(name, folder.current());
    }
    Target target = target_of(folder, name);
    auto serving = open(folder, options, name, beside);
    if (serving) return Opened{std::move(target), std::move(*serving)};
    const bool moved_on = options.generation.empty() && folder.current().value_or(name) != name;
    if (!moved_on || attempt > 2) return tl::unexpected<Error>(serving.error());
  }
}

Result<std::unique_ptr<IndexFollower>> IndexFollower::start(IndexFolder folder, EngineOptions options) {
  if (!options.generation.empty()) CALLSIDE_TRY(folder.require(options.generation));
  CALLSIDE_ASSIGN(Beside beside, read_beside(folder));
  CALLSIDE_ASSIGN(Opened opened, open_published(folder, options, beside));
  return std::unique_ptr<IndexFollower>(
      new IndexFollower(std::move(folder), std::move(options), std::move(opened), std::move(beside)));
}

Result<IndexFollower::Beside> IndexFollower::read_beside(const IndexFolder& folder) {
  Beside beside{FollowedFile(folder.live_file()), FollowedFile(folder.translations_file()), {}, nullptr};
  const Time now = Retry::Clock::now();
  beside.live_file.is_due(now);
  CALLSIDE_ASSIGN(beside.state, read_live_state(folder));
  beside.live_file.was_read();
  beside.translations_file.is_due(now);
  CALLSIDE_ASSIGN(Translations translations, read_translations(folder));
  beside.translations_file.was_read();
  beside.translations = std::make_shared<const Translations>(std::move(translations));
  return beside;
}

IndexFollower::IndexFollower(IndexFolder folder, EngineOptions options, Opened opened, Beside beside)
    : folder_(std::move(folder)),
      options_(std::move(options)),
      beside_(std::move(beside)),
      served_(std::move(opened.target)),
      serving_(std::move(opened.serving)) {
  if (options_.verify) {
    verifier_ = std::make_unique<GenerationVerifier>(folder_);
    verifier_->verify(served_.name);
  }
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

void IndexFollower::serve(Opened opened) {
  served_ = std::move(opened.target);
  serve(std::move(opened.serving));
  view_is_due_ = false;  // it was made with the generation
  verify_is_due_ = false;
  options_.events.moved(served_.name);
}

void IndexFollower::follow(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!wake.wait_for(lock, stop, kPollInterval, [] { return false; }) && !stop.stop_requested()) {
    if (look_again_.exchange(false)) {
      beside_.live_file.read_again();
      beside_.translations_file.read_again();
      failed_ = {};
    }
    const Time now = Retry::Clock::now();
    // First what is withdrawn: a new generation is never seen without it.
    follow_live_state(now);
    follow_translations(now);
    if (options_.generation.empty()) follow_generation(now);
    if (verifier_) {
      follow_files(now);
      follow_verification(now);
    }
  }
}

void IndexFollower::generation_failed(const Error& error) {
  if (alarms_.raise("generation", error)) options_.events.failed(error);
}

void IndexFollower::follow_generation(Time now) {
  const auto name = folder_.current();
  if (!name) return generation_failed(name.error());
  // The one before it serves, if there is any.
  if (damaged_.contains(*name)) return alarms_.end("generation");
  const Target target = target_of(folder_, *name);
  if (target == served_) {
    alarms_.end("generation");
    alarms_.end("checksum");
    return;
  }
  if (*name == served_.name && target.manifest.is_gone()) {
    return generation_failed({ErrorCode::not_found, folder_.generation(*name).string() + " is gone",
                              "put it back, or build the index again: callside-index build --index " +
                                  folder_.root().string() + " SOURCE..."});
  }
  if (target == failed_ && !open_retry_.is_due(now)) return;
  if (!(target == failed_)) open_retry_.reset();
  auto opened = open(folder_, options_, *name, beside_);
  if (!opened) {
    failed_ = target;
    open_retry_.failed(now);
    return generation_failed(opened.error());
  }
  failed_ = {};
  open_retry_.reset();
  serve(Opened{target, std::move(*opened)});
  alarms_.end("generation");
  alarms_.end("checksum");
  if (verifier_) verifier_->verify(*name);
}

void IndexFollower::live_failed(const char* code, const Error& error) {
  if (alarms_.raise(code, error)) options_.events.live_failed(error);
}

void IndexFollower::read_live_file(Time now) {
  // Nothing was withdrawn, and nothing is: no harm is done.
  if (beside_.live_file.is_gone() && is_empty(beside_.state)) {
    beside_.live_file.was_read();
    return alarms_.end("live");
  }
  Result<LiveState> state = fail(ErrorCode::not_found, folder_.live_file().string() + " is gone",
                                 "what was withdrawn stays withdrawn until the daemon is started anew");
  if (!beside_.live_file.is_gone()) state = read_live_state(folder_);
  if (!state) {
    beside_.live_file.failed(now);
    return live_failed("live", state.error());
  }
  beside_.live_file.was_read();
  beside_.state = std::move(*state);
  view_is_due_ = true;
  view_retry_.reset();
}

void IndexFollower::follow_live_state(Time now) {
  if (beside_.live_file.is_due(now)) read_live_file(now);
  if (!view_is_due_ || !view_retry_.is_due(now)) return;
  Serving serving = current();
  auto live = LiveView::make(beside_.state, *serving.snapshot);
  if (!live) {
    view_retry_.failed(now);
    return live_failed("live", live.error());
  }
  view_is_due_ = false;
  serving.live = std::move(*live);
  serve(std::move(serving));
  if (!beside_.live_file.has_failed()) alarms_.end("live");
  options_.events.live_changed(beside_.state);
}

void IndexFollower::follow_translations(Time now) {
  if (!beside_.translations_file.is_due(now)) return;
  if (beside_.translations_file.is_gone() && beside_.translations->size() == 0) {
    beside_.translations_file.was_read();
    return alarms_.end("translations");
  }
  Result<Translations> translations =
      fail(ErrorCode::not_found, folder_.translations_file().string() + " is gone",
           "what was recorded in it holds until the daemon is started anew");
  if (!beside_.translations_file.is_gone()) translations = read_translations(folder_);
  if (!translations) {
    beside_.translations_file.failed(now);
    return live_failed("translations", translations.error());
  }
  beside_.translations_file.was_read();
  beside_.translations = std::make_shared<const Translations>(std::move(*translations));
  Serving serving = current();
  serving.translations = beside_.translations;
  serve(std::move(serving));
  alarms_.end("translations");
  options_.events.translations_changed(beside_.translations->size());
}

void IndexFollower::follow_files(Time now) {
  const std::uint64_t lost = lost_mapped_pages();
  const bool has_lost = lost != lost_pages_;
  if (!has_lost && now < look_at_files_) return;
  lost_pages_ = lost;
  look_at_files_ = now + kLookAtFiles;
  // A damaged generation whose files are other ones now may have been repaired.
  const std::string published = options_.generation.empty() ? folder_.current().value_or("") : served_.name;
  if (const auto damaged = damaged_.find(published); damaged != damaged_.end()) {
    std::string versions = versions_of(folder_.generation(published));
    if (versions == damaged->second) return;
    damaged->second = std::move(versions);
    return verifier_->verify(published);
  }
  // Without its folder it serves on from what is open: follow_generation() says so.
  if (damaged_.contains(served_.name) || !(target_of(folder_, served_.name) == served_)) return;
  const auto sizes =
      check_sizes(folder_.generation(served_.name), current().snapshot->generation().manifest());
  const bool is_cut = !sizes && sizes.error().code == ErrorCode::damaged;
  // Whole, and yet a page was lost: the disk can't read it.
  if (has_lost && !is_cut) verifier_->verify(served_.name);
  if (is_cut)
    is_damaged(served_.name, {ErrorCode::damaged, sizes.error().message, mend_damage(folder_, served_.name)});
}

void IndexFollower::follow_verification(Time now) {
  if (verify_is_due_ && verify_retry_.is_due(now)) {
    verify_is_due_ = false;
    verifier_->verify(served_.name);
  }
  const auto outcome = verifier_->take();
  if (!outcome) return;
  const std::string& name = outcome->generation;
  if (!outcome->sound) {
    const Error& error = outcome->sound.error();
    if (error.code == ErrorCode::damaged) return is_damaged(name, error);
    // It could not be read now: too many open files, say.
    verify_retry_.failed(now);
    verify_is_due_ = name == served_.name;
    return;
  }
  verify_retry_.reset();
  if (damaged_.erase(name) > 0) {
    // Repaired. What is mapped may be the damaged files: they are opened again.
    if (name == served_.name) served_.manifest = {};
    if (!options_.generation.empty()) alarms_.end("checksum");
    return;
  }
  if (name == served_.name) return;
  // It was verified to serve in place of the published one.
  Target target = target_of(folder_, name);
  auto opened = open(folder_, options_, name, beside_);
  if (!opened) return is_damaged(name, opened.error());
  serve(Opened{std::move(target), std::move(*opened)});
}

void IndexFollower::is_damaged(const std::string& name, const Error& error) {
  damaged_[name] = versions_of(folder_.generation(name));
  const bool is_served = name == served_.name;
  if (is_served && alarms_.raise("checksum", error)) options_.events.damaged(error);
  if (!options_.generation.empty()) return;
  if (const std::string before = generation_before(name); !before.empty()) verifier_->verify(before);
}

// The newest that was published before it and is not known to be damaged; empty: there is none.
std::string IndexFollower::generation_before(const std::string& name) const {
  std::string before;
  for (const std::string& one : folder_.list()) {
    if (is_older(one, name) && !folder_.is_staged(one) && !damaged_.contains(one)) before = one;
  }
  return before;
}

}  // namespace callside
