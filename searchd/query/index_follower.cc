#include "searchd/query/index_follower.h"

#include <sys/stat.h>

#include <chrono>
#include <condition_variable>
#include <utility>

namespace callside {

namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(200);

Result<Serving> open(const IndexFolder& folder, const EngineOptions& options, const LiveState& state,
                     std::shared_ptr<const Translations> translations) {
  // Publishing may remove the generation between reading its name and opening it: then CURRENT names another.
  for (int attempt = 0;; ++attempt) {
    std::string name = options.generation;
    if (name.empty()) {
      CALLSIDE_ASSIGN(name, folder.current());
    }
    auto snapshot = Snapshot::open(folder, name, options.on_trial);
    if (snapshot) {
      CALLSIDE_ASSIGN(std::shared_ptr<const LiveView> live, LiveView::make(state, **snapshot));
      return Serving{std::move(*snapshot), std::move(live), std::move(translations)};
    }
    const bool moved_on = options.generation.empty() && folder.current().value_or(name) != name;
    if (!moved_on || attempt > 2) return tl::unexpected<Error>(snapshot.error());
  }
}

}  // namespace

Result<std::unique_ptr<IndexFollower>> IndexFollower::start(IndexFolder folder, EngineOptions options) {
  if (!options.generation.empty()) CALLSIDE_TRY(folder.require(options.generation));
  CALLSIDE_ASSIGN(Beside beside, read_beside(folder));
  CALLSIDE_ASSIGN(Serving serving, open(folder, options, beside.state, beside.translations));
  return std::unique_ptr<IndexFollower>(
      new IndexFollower(std::move(folder), std::move(options), std::move(serving), std::move(beside)));
}

// The stamps before the files: what is written between the two is read again.
Result<IndexFollower::Beside> IndexFollower::read_beside(const IndexFolder& folder) {
  Beside beside;
  beside.live_stamp = stamp_of(folder.live_file());
  CALLSIDE_ASSIGN(beside.state, read_live_state(folder));
  beside.translations_stamp = stamp_of(folder.translations_file());
  CALLSIDE_ASSIGN(Translations translations, read_translations(folder));
  beside.translations = std::make_shared<const Translations>(std::move(translations));
  return beside;
}

IndexFollower::IndexFollower(IndexFolder folder, EngineOptions options, Serving serving, Beside beside)
    : folder_(std::move(folder)),
      options_(std::move(options)),
      beside_(std::move(beside)),
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

IndexFollower::Stamp IndexFollower::stamp_of(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};
  return {info.st_ino, info.st_size, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
}

void IndexFollower::follow(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!wake.wait_for(lock, stop, kPollInterval, [] { return false; }) && !stop.stop_requested()) {
    if (look_again_.exchange(false)) {
      beside_.live_stamp = beside_.translations_stamp = Stamp{0, -2, 0};  // of no file
      failed_.clear();
    }
    // First what is withdrawn: a new generation is never seen without it.
    follow_live_state();
    follow_translations();
    if (options_.generation.empty()) follow_generation();
  }
}

void IndexFollower::follow_generation() {
  const auto name = folder_.current();
  if (!name || *name == current().snapshot->generation().name() || *name == failed_) return;
  const auto opened = [&]() -> Result<Serving> {
    CALLSIDE_ASSIGN(std::shared_ptr<const Snapshot> snapshot,
                    Snapshot::open(folder_, *name, options_.on_trial));
    CALLSIDE_ASSIGN(std::shared_ptr<const LiveView> live, LiveView::make(beside_.state, *snapshot));
    return Serving{std::move(snapshot), std::move(live), beside_.translations};
  }();
  if (!opened) {
    failed_ = *name;
    options_.events.failed(opened.error());
    return;
  }
  serve(*opened);
  failed_.clear();
  options_.events.moved(*name);
}

void IndexFollower::follow_live_state() {
  const Stamp stamp = stamp_of(folder_.live_file());
  if (stamp == beside_.live_stamp) return;
  beside_.live_stamp = stamp;
  if (stamp.bytes < 0) {
    options_.events.live_failed({ErrorCode::not_found, folder_.live_file().string() + " is gone",
                                 "what was withdrawn stays withdrawn until the daemon is started anew"});
    return;
  }
  auto state = read_live_state(folder_);
  if (!state) return options_.events.live_failed(state.error());
  Serving serving = current();
  auto live = LiveView::make(*state, *serving.snapshot);
  if (!live) return options_.events.live_failed(live.error());
  beside_.state = std::move(*state);
  serving.live = std::move(*live);
  serve(std::move(serving));
  options_.events.live_changed(beside_.state);
}

void IndexFollower::follow_translations() {
  const Stamp stamp = stamp_of(folder_.translations_file());
  if (stamp == beside_.translations_stamp) return;
  beside_.translations_stamp = stamp;
  if (stamp.bytes < 0) {
    options_.events.live_failed({ErrorCode::not_found, folder_.translations_file().string() + " is gone",
                                 "what was recorded in it holds until the daemon is started anew"});
    return;
  }
  auto translations = read_translations(folder_);
  if (!translations) return options_.events.live_failed(translations.error());
  beside_.translations = std::make_shared<const Translations>(std::move(*translations));
  Serving serving = current();
  serving.translations = beside_.translations;
  serve(std::move(serving));
  options_.events.translations_changed(beside_.translations->size());
}

}  // namespace callside
