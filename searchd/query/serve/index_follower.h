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

namespace callside {

// What one request is answered from, from its beginning to its end.
struct Serving {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const LiveView> live;  // of that snapshot
  std::shared_ptr<const Translations> translations;
};

// Keeps up with an index: looks five times a second whether another generation is published, and whether
// live.json or translations.json has changed. What can't be read is an alarm and is tried again until it can;
// meanwhile the last good one is kept. A generation is opened in the background, so that nothing that is
// withdrawn meanwhile waits for it; each that is served is verified there, too, and where it is damaged, the
// one before serves again.
class IndexFollower {
 public:
  // Opens the generation that `options` names, or the published one. A live.json or translations.json that
  // can't be read is a failure here: there is no last good one, and without it withdrawn documents would be
  // shown, and outdated ones as if they were not.
  static Result<std::unique_ptr<IndexFollower>> start(IndexFolder folder, EngineOptions options);

  IndexFollower(const IndexFollower&) = delete;
  IndexFollower& operator=(const IndexFollower&) = delete;

  const IndexFolder& folder() const { return folder_; }
  // Any thread.
  Serving current() const;
  // Any thread: has everything read again that failed, or may have changed, at the next look.
  void look_again() { look_again_ = true; }
  // Any thread; the oldest first.
  std::vector<Alarm> alarms() const { return alarms_.all(); }

 private:
  using Time = Retry::Clock::time_point;

  // A generation as it lies in its folder: an index that was made anew has the same names again.
  struct Target {
    std::string name;
    FileVersion manifest;
    bool operator==(const Target&) const = default;
  };
  struct Opened {
    Target target;
    std::string versions;  // what its files were like before
    Result<std::shared_ptr<const Snapshot>> snapshot;
  };
  // All files of a generation, compared with their digests.
  struct Verified {
    Target target;
    std::string versions;  // what the files were like before they were read
    Result<void> sound;    // a damaged error, or why it could not be told
  };

  // What is read beside the generations.
  struct Beside {
    FollowedFile live_file, translations_file;
    LiveState state;
    std::shared_ptr<const Translations> translations;
  };

  IndexFollower(IndexFolder folder, EngineOptions options, Target target, Serving serving, Beside beside);

  static Result<Beside> read_beside(const IndexFolder& folder);
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
  void is_damaged(const std::string& name, std::string versions, const Error& error);
  Result<std::string> published() const;
  std::string wanted(const std::string& published) const;
  Target target_to_verify() const;

  const IndexFolder folder_;
  const EngineOptions options_;
  std::atomic<bool> look_again_ = false;
  AlarmBoard alarms_;
  // Of the watcher alone:
  Beside beside_;
  bool view_is_due_ = false;  // of beside_.state, for the snapshot that is served
  Retry view_retry_;
  Target served_;
  Target next_;  // that is to be served in its place: being opened, or to be tried again
  Retry open_retry_;
  // A generation that can't be opened until its files change, and their versions.
  std::string lost_, lost_versions_;
  // Damaged generations, with the versions of their files when the damage was found. Files that are repaired
  // have other versions.
  std::map<std::string, std::string> damaged_;
  Time look_at_files_{};
  std::uint64_t lost_pages_ = 0;
  Target verified_;  // the last one that was sound
  // A verification reads everything; one that fails for another reason than damage is not repeated soon.
  Retry verify_retry_{std::chrono::minutes(1), std::chrono::hours(1)};
  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  BackgroundJob<Opened> opener_{JobPriority::normal, [this] { wake_.notify_all(); }};
  BackgroundJob<Verified> verifier_{JobPriority::lowest, [this] { wake_.notify_all(); }};

  mutable std::mutex mutex_;
  Serving serving_;       // guarded by mutex_
  std::jthread watcher_;  // last: it uses the others
};

}  // namespace callside
