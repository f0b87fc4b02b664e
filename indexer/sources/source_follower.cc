#include "indexer/sources/source_follower.h"

#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "indexer/sources/file_stamp.h"

namespace callside {
namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

// No change for this long means quiet: an editor that saves, or a checkout, pauses less between two files.
constexpr milliseconds kQuietTime{300};
// Longest wait for quiet after the first change.
constexpr milliseconds kMaxQuietWait{3000};
// Interval of checks for quiet. Does not wait for events, because a busy program sends thousands.
constexpr milliseconds kQuietInterval{50};

milliseconds elapsed(Clock::time_point then) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - then);
}

}  // namespace

SourceFollower::SourceFollower(std::vector<fs::path> paths, const ExcludedFolder& left_out,
                               std::optional<milliseconds> poll)
    : paths_(std::move(paths)), left_out_(left_out), poll_(poll) {
  start();
}

void SourceFollower::start() {
  roots_ = stat_roots();
  events_.reset();
  why_polling_ = "--poll was given";
  if (!poll_) {
    if (auto events = FolderEvents::open(paths_, left_out_)) {
      events_.emplace(std::move(*events));
      why_polling_.clear();
      stamps_.clear();
      return;
    } else {
      why_polling_ = events.error().message;
    }
  }
  stamps_ = stat_trees();
}

std::vector<SourceFollower::Root> SourceFollower::stat_roots() const {
  std::vector<Root> roots;
  for (const fs::path& path : paths_) {
    Root& root = roots.emplace_back();
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) continue;
    root.device = info.st_dev;
    root.stamp = stamp_of(info);
    if (S_ISDIR(info.st_mode)) root.stamp = {0, info.st_ino, 0, 0};
  }
  return roots;
}

SourceFollower::Stamps SourceFollower::stat_trees() const {
  Stamps stamps;
  for (const fs::path& path : paths_) {
    const auto add = [&](const fs::path& found, const struct stat& info, bool /*is_link*/) {
      stamps[found.string()] = S_ISDIR(info.st_mode) ? FileStamp() : stamp_of(info);
      return ok();
    };
    (void)visit_followed(path, left_out_, add);  // cannot fail, because `add` cannot
  }
  return stamps;
}

bool SourceFollower::check() {
  if (!events_) {
    const auto start_time = Clock::now();
    Stamps now = stat_trees();
    // Waits at least as long as the last check took, so that a slow share is not listed all the time.
    interval_ = std::max(poll_.value_or(kPoll), elapsed(start_time));
    std::vector<Root> roots = stat_roots();
    const bool changed = now != stamps_ || roots != roots_;
    stamps_ = std::move(now);
    roots_ = std::move(roots);
    return changed;
  }
  const FolderEvents::Changes changes = events_->take();
  if (changes == FolderEvents::Changes::lost || stat_roots() != roots_) {
    start();
    return true;
  }
  return changes == FolderEvents::Changes::some;
}

void SourceFollower::wait_for_event(milliseconds timeout) const {
  pollfd events{events_ ? events_->descriptor() : -1, POLLIN, 0};
  ::poll(&events, 1, static_cast<int>(std::max(timeout, milliseconds(0)).count()));
}

bool SourceFollower::wait(milliseconds longest, const std::atomic<bool>& interrupted) {
  const auto start_time = Clock::now();
  changed_ = check() || changed_;
  while (!changed_) {
    const milliseconds left = longest - elapsed(start_time);
    if (interrupted || left <= milliseconds(0)) return false;
    wait_for_event(std::min(left, events_ ? kPoll : interval_));
    if (interrupted) return false;
    changed_ = check();
  }
  const auto first = Clock::now();
  for (auto last = first; elapsed(last) < kQuietTime && elapsed(first) < kMaxQuietWait && !interrupted;) {
    ::poll(nullptr, 0, static_cast<int>(kQuietInterval.count()));
    if (check()) last = Clock::now();
  }
  changed_ = false;
  return !interrupted;
}

bool SourceFollower::has_changed() {
  changed_ = check() || changed_;
  return changed_;
}

}  // namespace callside
