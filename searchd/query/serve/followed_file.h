#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace callside {

// What tells one version of a file from another without reading it.
struct FileVersion {
  std::uint64_t inode = 0;
  std::int64_t bytes = -1;  // -1: there is none
  std::int64_t changed_ns = 0;

  static FileVersion of(const std::filesystem::path& path);
  bool is_gone() const { return bytes < 0; }
  bool operator==(const FileVersion&) const = default;
};

// When to try again what failed: after a first wait, then after twice the wait before, and at last every
// `longest`. The caller brings the time.
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

// A file that is replaced whole, and read again each time. Reading that failed is tried again though the file
// stays as it is: the cause may have been elsewhere, such as too many open files. One thread.
class FollowedFile {
 public:
  explicit FollowedFile(std::filesystem::path path) : path_(std::move(path)) {}

  // Whether it is to be read now. Whoever reads it then says how that went.
  bool is_due(Retry::Clock::time_point now);
  bool is_gone() const { return looked_at_.is_gone(); }
  bool has_failed() const { return has_failed_; }
  void was_read();
  void failed(Retry::Clock::time_point now);
  // It is due at the next look, even if it did not change.
  void read_again() {
    has_failed_ = true;
    retry_.reset();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  FileVersion looked_at_;  // by is_due(): what is written meanwhile is another version
  FileVersion read_;
  bool has_failed_ = true;  // nothing was read yet
  Retry retry_;
};

}  // namespace callside
