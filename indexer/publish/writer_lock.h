#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// The exclusive lock of a process that changes an index. Released when the object is destroyed or the process
// dies (flock). The lock file names the holder.
class WriterLock {
 public:
  // Creates the index folder if it does not exist. Does not wait: if another process holds the lock, fails
  // with a `locked` error that names the holder. `command`: what this process does ("build"), for that
  // message.
  static Result<WriterLock> take(const IndexFolder& folder, const std::string& command);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace callside
