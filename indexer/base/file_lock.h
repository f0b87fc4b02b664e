#pragma once

#include <filesystem>
#include <optional>

#include "indexer/base/error.h"

namespace callside {

// The right to change something, held by one process at a time: flock(2) on a file or a folder. Given back
// when the object goes or the process dies. Two threads of one process exclude each other, too.
class FileLock {
 public:
  // Waits until nobody else holds it. `path` names a file or a folder that exists.
  static Result<FileLock> wait(const std::filesystem::path& path);
  // Returns nullopt while somebody else holds it. Creates the file, private to its owner, where there is
  // none.
  static Result<std::optional<FileLock>> try_take(const std::filesystem::path& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace callside
