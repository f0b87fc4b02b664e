#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/base/file_digest.h"
#include "indexer/format/access.h"
#include "searchd/query/serve/background_job.h"
#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"

namespace callside {

// Computes in advance what requests would have to compute at first use, so that the first request is as fast
// as the second: what is not translated (Snapshot::untranslated), for every language with translations and
// every set of access classes that a reader sees; if a class is hidden from a reader, the articles of each
// class that have a frequent term (ClassCounts::prepare); and the tools of searches that run at once.
// Everything is computed from `snapshot` itself. If the readers are more than the snapshot can keep, those
// who asked `before`, the snapshot that was served last, least recently are left out. Does nothing that was
// done before. If it fails or is stopped, requests compute what is missing, so the error may be ignored.
Result<void> warm_up(const Snapshot& snapshot, const LiveView& live, const std::vector<Access>& readers,
                     const Snapshot& before, const InterruptCheck& stop = {});

// Keeps what is served warm: repeats warm_up() in the background when the live state, the readers or, if
// documents have validity dates, the day changed. One thread uses it.
class WarmUpJob {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `readers` returns all that may ask; an empty function: nobody is prepared for. `done` receives the name
  // of the generation when everything is prepared for what follow() was called with last.
  WarmUpJob(std::function<std::vector<Access>()> readers, std::function<void(const std::string&)> done)
      : readers_of_(std::move(readers)), done_(std::move(done)) {}

  // Call it often; it never computes anything itself. `live`: made for `snapshot`.
  void follow(const std::shared_ptr<const Snapshot>& snapshot, const std::shared_ptr<const LiveView>& live,
              Time now);
  // Asks for the readers again at the next follow(); otherwise it does so every two seconds.
  void look_again() { next_look_at_readers_ = {}; }

 private:
  // Everything that is prepared for. A view is made for one snapshot.
  struct Target {
    std::shared_ptr<const LiveView> live;
    std::shared_ptr<const std::vector<Access>> readers;
    std::int32_t day = 0;
    bool operator==(const Target&) const = default;
  };

  struct Outcome {
    Target target;
    bool is_prepared = false;
  };

  const std::function<std::vector<Access>()> readers_of_;
  const std::function<void(const std::string&)> done_;
  std::shared_ptr<const std::vector<Access>> readers_;
  Time next_look_at_readers_{};
  Target prepared_;
  BackgroundJob<Outcome> job_{JobPriority::normal, [] {}};
};

}  // namespace callside
