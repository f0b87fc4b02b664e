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

// An editor that saves, or a checkout, pauses for less than this between two files.
constexpr milliseconds kQuiet{300};
// Who never pauses is not waited for any longer.
constexpr milliseconds kLongest{3000};
// Between two looks whether it is quiet. Not woken by events: a program that writes and writes has thousands.
constexpr milliseconds kStep{50};

milliseconds since(Clock::time_point then) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - then);
}

}  // namespace

SourceFollower::SourceFollower(std::vector<fs::path> paths, const LeftOutFolder& left_out,
                               std::optional<milliseconds> poll)
    : paths_(std::move(paths)), left_out_(left_out), poll_(poll) {
  begin();
}

void SourceFollower::begin() {
  roots_ = look_at_roots();
  events_.reset();
  why_polling_ = "it was asked for";
  if (!poll_) {
    if (auto events = FolderEvents::begin(paths_, left_out_)) {
      events_.emplace(std::move(*events));
      why_polling_.clear();
      stamps_.clear();
      return;
    } else {
      why_polling_ = events.error().message;
    }
  }
  stamps_ = look_at_all();
}

std::vector<SourceFollower::Root> SourceFollower::look_at_roots() const {
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

SourceFollower::Stamps SourceFollower::look_at_all() const {
  Stamps stamps;
  for (const fs::path& path : paths_) {
    const auto add = [&](const fs::path& found, const struct stat& info, bool /*is_link*/) {
      stamps[found.string()] = S_ISDIR(info.st_mode) ? FileStamp() : stamp_of(info);
      return ok();
    };
    (void)visit_followed(path, left_out_, add);  // never fails: the visit doesn't
  }
  return stamps;
}

bool SourceFollower::look() {
  if (!events_) {
    const auto began = Clock::now();
    Stamps now = look_at_all();
    // A share that is slow to list is not listed all the time.
    interval_ = std::max(poll_.value_or(kPoll), since(began));
    std::vector<Root> roots = look_at_roots();
    const bool changed = now != stamps_ || roots != roots_;
    stamps_ = std::move(now);
    roots_ = std::move(roots);
    return changed;
  }
  const FolderEvents::Seen seen = events_->take();
  if (seen == FolderEvents::Seen::lost || look_at_roots() != roots_) {
    begin();
    return true;
  }
  return seen == FolderEvents::Seen::something;
}

void SourceFollower::rest(milliseconds most) const {
  pollfd events{events_ ? events_->descriptor() : -1, POLLIN, 0};
  ::poll(&events, 1, static_cast<int>(std::max(most, milliseconds(0)).count()));
}

bool SourceFollower::wait(milliseconds longest, const std::atomic<bool>& interrupted) {
  const auto began = Clock::now();
  changed_ = look() || changed_;
  while (!changed_) {
    const milliseconds left = longest - since(began);
    if (interrupted || left <= milliseconds(0)) return false;
    rest(std::min(left, events_ ? kPoll : interval_));
    if (interrupted) return false;
    changed_ = look();
  }
  const auto first = Clock::now();
  for (auto last = first; since(last) < kQuiet && since(first) < kLongest && !interrupted;) {
    ::poll(nullptr, 0, static_cast<int>(kStep.count()));
    if (look()) last = Clock::now();
  }
  changed_ = false;
  return !interrupted;
}

bool SourceFollower::has_changed() {
  changed_ = look() || changed_;
  return changed_;
}

}  // namespace callside
