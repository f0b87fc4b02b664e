#include "indexer/base/stale_temporary.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "indexer/base/file_error.h"

namespace callside {
namespace fs = std::filesystem;

bool is_stale_temporary(const fs::path& path) {
  return path.filename().string().find(kTemporaryMark) != std::string::npos;
}

Result<void> remove_stale_temporary(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? ok() : Result<void>(fail_on_file("cannot remove", path));
  Result<void> removed = ok();
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::unlink(path.c_str()) != 0 && errno != ENOENT)
    removed = fail_on_file("cannot remove", path);
  ::close(fd);
  return removed;
}

}  // namespace callside
