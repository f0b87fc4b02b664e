#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace callside {

// Identifies a version of a file without reading it.
struct FileVersion {
  std::uint64_t inode = 0;
  std::int64_t bytes = -1;  // -1: the file is missing
  std::int64_t changed_ns = 0;

  static FileVersion of(const std::filesystem::path& path);
  bool is_missing() const { return bytes < 0; }
  bool operator==(const FileVersion&) const = default;
};

// Decides when to retry after a failure: after `first`, then after twice the previous wait, at most
// `longest`. The caller passes the time.
class Retry {
 public:
  using Clock = std::chrono::steady_clock;

  // For files of the index.
  Retry() : Retry(std::chrono::milliseconds(200), std::chrono::milliseconds(3000)) {}
  Retry(std::chrono::milliseconds first, std::chrono::milliseconds longest)
      : first_(first), longest_(longest) {}

  void failed(Clock::time_point now);
  void reset() { *this = Retry(first_, longest_); }
  bool is_due(Clock::time_point now) const { return now >= at_; }

 private:
  std::chrono::milliseconds first_, longest_;
  std::chrono::milliseconds wait_{0};
  Clock::time_point at_{};
};

// A file that is replaced as a whole and reread after each change. A failed read is retried even if the file
// does not change, because the cause may be elsewhere, such as too many open files. Not thread-safe.
class FollowedFile {
 public:
  explicit FollowedFile(std::filesystem::path path) : path_(std::move(path)) {}

  // Returns true if the file should be read now. The caller then reports the outcome with was_read() or
  // failed().
  bool is_due(Retry::Clock::time_point now);
  bool is_missing() const { return looked_at_.is_missing(); }
  bool has_failed() const { return has_failed_; }
  void was_read();
  void failed(Retry::Clock::time_point now);
  // Makes is_due() true at the next look, even if the file did not change.
  void read_again() {
    has_failed_ = true;
    retry_.reset();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  FileVersion looked_at_;  // set by is_due(), so that a file written during a read is a new version
  FileVersion read_;
  bool has_failed_ = true;  // nothing was read yet
  Retry retry_;
};

}  // namespace callside
