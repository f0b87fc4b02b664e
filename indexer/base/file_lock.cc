#include "indexer/base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace callside {

namespace {

// Calls flock(2), retrying after signals. Returns 0 or an errno.
int lock(int fd, int how) {
  while (::flock(fd, how) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

}  // namespace

Result<FileLock> FileLock::wait(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno("cannot open " + path.string());
  FileLock held(fd);
  if (const int reason = lock(fd, LOCK_EX); reason != 0) {
    errno = reason;
    return fail_errno("cannot lock " + path.string());
  }
  return held;
}

Result<std::optional<FileLock>> FileLock::try_take(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail_errno("cannot open " + file.string());
  FileLock held(fd);
  if (const int reason = lock(fd, LOCK_EX | LOCK_NB); reason != 0) {
    if (reason == EWOULDBLOCK) return std::optional<FileLock>();
    errno = reason;
    return fail_errno("cannot lock " + file.string());
  }
  return std::optional<FileLock>(std::move(held));
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace callside
