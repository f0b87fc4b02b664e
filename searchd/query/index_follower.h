#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "indexer/schema/index_folder.h"
#include "indexer/schema/translations.h"
#include "searchd/query/engine.h"
#include "searchd/query/live_view.h"
#include "searchd/query/snapshot.h"

namespace callside {

// What one request is answered from, from its beginning to its end.
struct Serving {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const LiveView> live;  // of that snapshot
  std::shared_ptr<const Translations> translations;
};

// Keeps up with an index: looks five times a second whether another generation is published, and whether
// live.json or translations.json has changed. What can't be read is told once, and the last good one is kept.
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

 private:
  // What tells one version of a file from another without reading it.
  struct Stamp {
    std::uint64_t inode = 0;
    std::int64_t bytes = -1;  // -1: there is none
    std::int64_t changed_ns = 0;
    bool operator==(const Stamp&) const = default;
  };

  // What is read beside the generations, with the files' stamps from before they were read.
  struct Beside {
    Stamp live_stamp, translations_stamp;
    LiveState state;
    std::shared_ptr<const Translations> translations;
  };

  IndexFollower(IndexFolder folder, EngineOptions options, Serving serving, Beside beside);

  static Stamp stamp_of(const std::filesystem::path& path);
  static Result<Beside> read_beside(const IndexFolder& folder);
  void follow(const std::stop_token& stop);
  void follow_generation();
  void follow_live_state();
  void follow_translations();
  void serve(Serving serving);

  const IndexFolder folder_;
  const EngineOptions options_;
  std::atomic<bool> look_again_ = false;
  // Of the watcher alone:
  Beside beside_;
  std::string failed_;  // generation that could not be opened

  mutable std::mutex mutex_;
  Serving serving_;       // guarded by mutex_
  std::jthread watcher_;  // last: it uses the others
};

}  // namespace callside
