#include "indexer/base/reserved_space.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "indexer/base/file_error.h"
#include "indexer/base/files.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Bytes left free for a log line and the metadata of the file system: two blocks of 4 KiB.
constexpr std::uint64_t kLeftFree = 8U << 10U;

// An open descriptor of the reserve.
class Reserve {
 public:
  Reserve(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  Reserve(const Reserve&) = delete;
  Reserve& operator=(const Reserve&) = delete;
  ~Reserve() {
    if (fd_ >= 0) ::close(fd_);
  }

  int fd() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  // Bytes that can be written without allocating a block. A copy of the reserve may have holes.
  std::uint64_t size() const {
    struct stat info {};
    if (::fstat(fd_, &info) != 0) return 0;
    const auto blocks = static_cast<std::uint64_t>(info.st_blocks) * 512;
    return std::min(static_cast<std::uint64_t>(info.st_size), blocks);
  }

 private:
  int fd_;
};

// Bytes that the reserve can still grow by, in whole blocks.
std::uint64_t room_on_disk(int fd) {
  struct statvfs info {};
  if (::fstatvfs(fd, &info) != 0) return 0;
  const std::uint64_t free = static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
  return free > kLeftFree ? (free - kLeftFree) / info.f_frsize * info.f_frsize : 0;
}

tl::unexpected<Error> too_small(const fs::path& reserve) {
  errno = ENOSPC;
  return fail_on_file("cannot reserve room in", reserve);
}

bool write_over(int fd, std::string_view bytes) {
  const auto size = static_cast<off_t>(bytes.size());
  for (off_t at = 0; !bytes.empty();) {
    const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
    at += n;
  }
  return ::ftruncate(fd, size) == 0 && ::fsync(fd) == 0;
}

Result<void> use_reserve(const fs::path& path, const fs::path& reserve, std::string_view bytes) {
  const Reserve file(reserve, O_WRONLY);
  if (!file.is_open()) return fail_on_file("cannot open", reserve);
  if (file.size() < bytes.size()) return too_small(reserve);
  if (!write_over(file.fd(), bytes) || ::rename(reserve.c_str(), path.c_str()) != 0) {
    auto failed = fail_on_file("cannot replace", path);
    // The reserve may hold some of the new bytes now. Do not leave them behind.
    ::unlink(reserve.c_str());
    return failed;
  }
  return sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

}  // namespace

Result<void> reserve_space(const fs::path& reserve, std::uint64_t bytes) {
  const Reserve file(reserve, O_RDWR | O_CREAT);
  if (!file.is_open()) return fail_on_file("cannot create", reserve);
  const std::uint64_t has = file.size();
  if (has >= bytes) return ok();
  const std::uint64_t wanted = std::min(bytes, has + room_on_disk(file.fd()));
  if (wanted > has) {
    const int failed = ::posix_fallocate(file.fd(), 0, static_cast<off_t>(wanted));
    if (failed != 0) {
      // Free what was allocated before the failure.
      if (::ftruncate(file.fd(), static_cast<off_t>(has)) != 0) ::unlink(reserve.c_str());
      errno = failed;
      return fail_on_file("cannot reserve room in", reserve);
    }
    if (::fsync(file.fd()) != 0) return fail_on_file("cannot flush", reserve);
  }
  return wanted >= bytes ? ok() : Result<void>(too_small(reserve));
}

Result<void> replace_file_or_use_reserve(const fs::path& path, const fs::path& reserve,
                                         std::string_view bytes) {
  auto replaced = replace_file(path, bytes);
  if (replaced || replaced.error().code != ErrorCode::no_space) return replaced;
  // If the reserve does not help either, the first error is the more useful one.
  return use_reserve(path, reserve, bytes) ? ok() : std::move(replaced);
}

}  // namespace callside
