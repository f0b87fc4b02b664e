#include "indexer/base/files.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "indexer/base/file_error.h"
#include "indexer/base/mapping_guard.h"
#include "indexer/base/stale_temporary.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = 1U << 18;

Result<void> write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return fail_errno("cannot write " + path);
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return ok();
}

Result<void> sync_path(const fs::path& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
  if (fd < 0) return fail_on_file("cannot open", path);
  const bool synced = ::fsync(fd) == 0;
  const int saved = errno;
  ::close(fd);
  errno = saved;
  if (!synced) return fail_errno("cannot flush " + path.string());
  return ok();
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t limit) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_on_file("cannot read", path);
  std::string bytes;
  struct stat info {};
  if (::fstat(fd, &info) == 0 && info.st_size > 0) {
    bytes.reserve(
        static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(info.st_size), limit)));
  }
  char chunk[1U << 16];
  for (;;) {
    const ssize_t n = ::read(fd, chunk, sizeof chunk);
    if (n < 0) {
      if (errno == EINTR) continue;
      const int saved = errno;
      ::close(fd);
      errno = saved;
      return fail_errno("cannot read " + path.string());
    }
    if (n == 0) break;
    if (bytes.size() + static_cast<std::size_t>(n) > limit) {
      ::close(fd);
      return fail(ErrorCode::invalid_input,
                  path.string() + " is larger than " + std::to_string(limit >> 20U) + " MiB");
    }
    bytes.append(chunk, static_cast<std::size_t>(n));
  }
  ::close(fd);
  return bytes;
}

namespace {

// A new file in the folder of `path`. It stays locked as long as its writer lives (stale_temporary.h).
class Temporary {
 public:
  static Result<Temporary> create_for(const fs::path& path) {
    for (;;) {
      std::string name = path.string() + kTemporaryMark + "XXXXXX";
      const int fd = ::mkostemp(name.data(), O_CLOEXEC);
      if (fd < 0) return fail_on_file("cannot create", path.string() + kTemporaryMark + "...");
      Temporary made(fd, std::move(name));
      // remove_stale_temporary() may have removed the file before it was locked. Then try again.
      struct stat info {};
      if (::flock(fd, LOCK_EX) != 0 || ::fstat(fd, &info) != 0 || info.st_nlink > 0) return made;
    }
  }
  Temporary(Temporary&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), name_(std::exchange(other.name_, {})) {}
  Temporary& operator=(Temporary&&) = delete;
  ~Temporary() {
    if (!name_.empty()) ::unlink(name_.c_str());
    if (fd_ >= 0) ::close(fd_);
  }

  Result<void> write(std::string_view bytes) const {
    CALLSIDE_TRY(write_all(fd_, bytes, name_));
    return ::fsync(fd_) == 0 ? ok() : Result<void>(fail_errno("cannot flush " + name_));
  }
  Result<void> rename_to(const fs::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) return fail_on_file("cannot replace", path);
    name_.clear();
    return ok();
  }

 private:
  Temporary(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  int fd_;
  std::string name_;  // empty after the rename
};

}  // namespace

Result<void> replace_file(const fs::path& path, std::string_view bytes) {
  CALLSIDE_ASSIGN(Temporary temporary, Temporary::create_for(path));
  CALLSIDE_TRY(temporary.write(bytes));
  CALLSIDE_TRY(temporary.rename_to(path));
  return sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

namespace {

Result<void> copy_bytes(const fs::path& from, const fs::path& to) {
  const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  if (in < 0) return fail_on_file("cannot read", from);
  const int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) {
    const int saved = errno;
    ::close(in);
    errno = saved;
    return fail_on_file("cannot create", to);
  }
  // Shares the blocks if the file system can. Otherwise the kernel copies the bytes.
  bool done = ::ioctl(out, FICLONE, in) == 0;
  ssize_t moved = 1;
  while (!done && moved > 0) {
    constexpr std::size_t kStep = std::size_t{1} << 30U;
    moved = ::copy_file_range(in, nullptr, out, nullptr, kStep, 0);
    if (moved < 0 && errno == EINTR) moved = 1;
    if (moved < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)) {
      moved = ::sendfile(out, in, nullptr, kStep);
    }
    done = moved == 0;
  }
  const int saved = errno;
  ::close(in);
  ::close(out);
  errno = saved;
  if (!done) return fail_errno("cannot copy " + from.string() + " to " + to.string());
  return ok();
}

}  // namespace

Result<void> link_file(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return ok();
  if (errno == EPERM || errno == EMLINK || errno == EXDEV || errno == EOPNOTSUPP || errno == ENOSYS)
    return copy_bytes(from, to);
  return fail_errno("cannot link " + from.string() + " to " + to.string());
}

Result<void> copy_folder(const fs::path& from, const fs::path& to) {
  CALLSIDE_TRY(make_private_folder(to));
  std::error_code error;
  for (auto it = fs::directory_iterator(from, error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    CALLSIDE_TRY(copy_bytes(it->path(), to / it->path().filename()));
  }
  if (error) return fail_on_file("cannot read", from, error);
  return ok();
}

Result<void> make_private_folder(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return ok();
  if (path.has_parent_path()) {
    fs::create_directories(path.parent_path(), error);
    if (error) return fail_on_file("cannot create", path.parent_path(), error);
  }
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return fail_on_file("cannot create", path);
  return ok();
}

Result<void> sync_private_tree(const fs::path& path) {
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(path, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const bool folder = it->is_directory(error);
    if (::chmod(it->path().c_str(), folder ? 0700 : 0600) != 0) {
      return fail_on_file("cannot set the permissions of", it->path());
    }
    CALLSIDE_TRY(sync_path(it->path(), folder ? O_RDONLY | O_DIRECTORY : O_RDONLY));
  }
  if (error) return fail_on_file("cannot list", path, error);
  return sync_folder(path);
}

Result<void> sync_folder(const fs::path& path) { return sync_path(path, O_RDONLY | O_DIRECTORY); }

Result<void> remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return error ? Result<void>(fail_on_file("cannot remove", path, error)) : ok();
}

Result<FileWriter> FileWriter::create(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return fail_on_file("cannot create", path);
  return FileWriter(fd, path.string());
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)),
      offset_(other.offset_) {}

FileWriter::~FileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> FileWriter::write(std::string_view bytes) {
  buffer_.append(bytes);
  offset_ += bytes.size();
  return buffer_.size() >= kBufferBytes ? flush() : ok();
}

Result<void> FileWriter::write_at(std::uint64_t offset, std::string_view bytes) {
  CALLSIDE_TRY(flush());
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (n < 0) {
      if (errno == EINTR) continue;
      return fail_errno("cannot write " + path_);
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
    offset += static_cast<std::uint64_t>(n);
  }
  return ok();
}

Result<void> FileWriter::flush() {
  auto written = write_all(fd_, buffer_, path_);
  buffer_.clear();
  return written;
}

Result<void> FileWriter::finish() {
  CALLSIDE_TRY(flush());
  if (::fsync(fd_) != 0) return fail_errno("cannot flush " + path_);
  if (::close(std::exchange(fd_, -1)) != 0) return fail_errno("cannot close " + path_);
  return ok();
}

Result<MappedFile> MappedFile::open(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_on_file("cannot open", path);
  struct stat info {};
  if (::fstat(fd, &info) != 0) {
    ::close(fd);
    return fail_errno("cannot open " + path.string());
  }
  MappedFile file;
  file.size_ = static_cast<std::size_t>(info.st_size);
  if (file.size_ > 0) {
    void* data = ::mmap(nullptr, file.size_, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) {  // NOLINT(performance-no-int-to-ptr): the macro of mmap(2)
      file.size_ = 0;
      ::close(fd);
      return fail_errno("cannot map " + path.string());
    }
    file.data_ = static_cast<const char*>(data);
    add_guarded_mapping(file.data_, file.size_);
  }
  ::close(fd);
  return file;
}

void MappedFile::release(std::size_t begin, std::size_t end) const {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t first = (begin + page - 1) / page * page;
  const std::size_t last = std::min(end, size_) / page * page;
  // madvise is only a hint, so its errors are ignored.
  if (first < last) ::madvise(const_cast<char*>(data_) + first, last - first, MADV_DONTNEED);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  remove_guarded_mapping(data_);
  // munmap takes a non-const pointer although it does not write.
  ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace callside
