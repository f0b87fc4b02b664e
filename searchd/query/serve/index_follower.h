#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "indexer/format/index_folder.h"
#include "indexer/format/translations.h"
#include "searchd/query/engine.h"
#include "searchd/query/serve/alarm_board.h"
#include "searchd/query/serve/background_job.h"
#include "searchd/query/serve/followed_file.h"
#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/serve/warm_up.h"

namespace callside {

// Everything that one request is answered from.
struct Serving {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const LiveView> live;  // made for `snapshot`
  std::shared_ptr<const Translations> translations;
};

// Which generation and which live changes are served now? Checks five times a second whether another
// generation was published or live.json or translations.json changed. A file that cannot be read raises an
// alarm and is retried; until then the last good state stays in use. Generations are opened and verified in
// the background, so that withdrawals never wait for them. There, too, they are prepared for all readers,
// with the withdrawals known when that begins; the newest are in effect when the generation is served. If the
// served generation is damaged, the one before it is served again.
class IndexFollower {
 public:
  // Opens the generation that `options` names, or the published one. Fails if live.json or translations.json
  // cannot be read: there is no last good state yet, and withdrawn documents would be shown.
  static Result<std::unique_ptr<IndexFollower>> start(IndexFolder folder, EngineOptions options);

  IndexFollower(const IndexFollower&) = delete;
  IndexFollower& operator=(const IndexFollower&) = delete;

  const IndexFolder& folder() const { return folder_; }
  // Thread-safe.
  Serving current() const;
  // Thread-safe. Rereads at the next look everything that failed or may have changed.
  void look_again() { look_again_ = true; }
  // Thread-safe. Oldest first.
  std::vector<Alarm> alarms() const { return alarms_.all(); }

 private:
  using Time = Retry::Clock::time_point;

  // Identifies a generation by name and manifest: an index that was built anew reuses the names.
  struct Target {
    std::string name;
    FileVersion manifest;
    bool operator==(const Target&) const = default;
  };
  struct Opened {
    Target target;
    std::string versions;  // versions of its files before it was opened
    Result<std::shared_ptr<const Snapshot>> snapshot;
  };
  // Outcome of comparing all files of a generation with their digests.
  struct Verified {
    Target target;
    std::string versions;  // versions of the files before they were read
    Result<void> sound;    // a `damaged` error, or why it could not be verified
  };

  // State that is kept next to the generations.
  struct LiveFiles {
    FollowedFile live_file, translations_file;
    LiveState state;
    std::shared_ptr<const Translations> translations;
  };

  IndexFollower(IndexFolder folder, EngineOptions options, Target target, Serving serving,
                LiveFiles live_files);

  static Result<LiveFiles> read_live_files(const IndexFolder& folder);
  static Target target_of(const IndexFolder& folder, const std::string& name);
  static Result<std::pair<Target, std::shared_ptr<const Snapshot>>> open_published(
      const IndexFolder& folder, const EngineOptions& options);

  void follow(const std::stop_token& stop);
  void follow_live_state(Time now);
  void read_live_file(Time now);
  void follow_translations(Time now);
  void follow_generation(Time now);
  void take_opened(Time now);
  void follow_damage(Time now);
  void follow_verification(Time now);
  void serve(Serving serving);
  void live_failed(const char* code, const Error& error);
  void generation_failed(const Error& error);
  void mark_damaged(const std::string& name, std::string versions, const Error& error);
  Result<std::string> published() const;
  std::string generation_to_serve(const std::string& published) const;
  Target target_to_verify() const;

  const IndexFolder folder_;
  const EngineOptions options_;
  std::atomic<bool> look_again_ = false;
  AlarmBoard alarms_;
  // Used by the watcher thread only:
  LiveFiles live_files_;
  bool view_is_due_ = false;  // the view for the served snapshot must be rebuilt from live_files_.state
  Retry view_retry_;
  Target served_;
  Target next_;  // will replace served_: being opened, or to be retried
  Retry open_retry_;
  // A generation that cannot be opened until its files change, and the versions of its files.
  std::string unopenable_, unopenable_versions_;
  // Damaged generations with the versions of their files when the damage was found. Repaired files have other
  // versions.
  std::map<std::string, std::string> damaged_;
  Time next_file_check_{};
  std::uint64_t lost_pages_ = 0;
  Target verified_;  // last generation that was intact
  // A verification reads everything, so one that fails for a reason other than damage is not repeated soon.
  Retry verify_retry_{std::chrono::minutes(1), std::chrono::hours(1)};
  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  WarmUpJob warm_up_{options_.readers, options_.events.prepared};
  BackgroundJob<Opened> opener_{JobPriority::normal, [this] { wake_.notify_all(); }};
  BackgroundJob<Verified> verifier_{JobPriority::lowest, [this] { wake_.notify_all(); }};

  mutable std::mutex mutex_;
  Serving serving_;       // guarded by mutex_
  std::jthread watcher_;  // last, because it uses the other members
};

}  // namespace callside
