#include "indexer/base/file_digest.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "indexer/base/digest.h"

namespace callside {

Result<FileDigest> digest_file(const std::filesystem::path& path, const InterruptCheck& stop) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno("cannot read " + path.string());
  Sha256 sum;
  FileDigest digest;
  std::vector<char> part(std::size_t{1} << 20U);
  ssize_t got = 1;
  bool stopped = false;
  while (got != 0 && !stopped) {
    got = ::read(fd, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    sum.add({part.data(), static_cast<std::size_t>(got)});
    digest.bytes += static_cast<std::uint64_t>(got);
    stopped = stop && stop();
  }
  const int saved = errno;
  ::close(fd);
  errno = saved;
  if (stopped) return fail(ErrorCode::interrupted, "interrupted");
  if (got < 0) {
    auto failed = fail_errno("cannot read " + path.string());
    if (saved == EIO) failed.value().code = ErrorCode::damaged;
    return failed;
  }
  digest.sha256 = sum.hex();
  return digest;
}

Result<FileDigest> FileDigests::of(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return fail_errno("cannot read " + path.string());
  const Inode inode(info.st_dev, info.st_ino);
  if (const auto known = known_.find(inode); known != known_.end()) return known->second;
  CALLSIDE_ASSIGN(FileDigest digest, digest_file(path, stop_));
  return known_.emplace(inode, std::move(digest)).first->second;
}

}  // namespace callside
