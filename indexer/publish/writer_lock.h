#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// The right to change an index: one process at a time, given back when the object goes or the process dies
// (flock). The lock file says who holds it.
class WriterLock {
 public:
  // `command`: what the holder does, for the message that others get ("build"). Creates the index folder
  // where there is none. Held by another: a locked error that names the holder.
  static Result<WriterLock> take(const IndexFolder& folder, const std::string& command);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace callside
