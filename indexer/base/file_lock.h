#pragma once

#include <filesystem>
#include <optional>

#include "indexer/base/error.h"

namespace callside {

// An exclusive lock on a file or folder (flock(2)). Released by the destructor and when the process dies. It
// also excludes other threads of the same process.
class FileLock {
 public:
  // Blocks until the lock is free. `path` must exist.
  static Result<FileLock> wait(const std::filesystem::path& path);
  // Returns nullopt if the lock is held elsewhere. Creates a missing file, with mode 0600.
  static Result<std::optional<FileLock>> try_take(const std::filesystem::path& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace callside
