#include "indexer/publish/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <utility>

#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/moment.h"

namespace callside {

namespace {

std::string holder(const std::string& command) {
  char host[HOST_NAME_MAX + 1] = "";
  ::gethostname(host, sizeof host - 1);
  return "callside-index " + command + ", process " + std::to_string(::getpid()) + " on " + host +
         ", since " + now_utc() + "\n";
}

}  // namespace

Result<WriterLock> WriterLock::take(const IndexFolder& folder, const std::string& command) {
  constexpr const char* kElsewhere = "name a folder that you can write to with --index";
  if (auto made = make_private_folder(folder.root()); !made) {
    if (made.error().hint.empty()) made.error().hint = kElsewhere;
    return tl::unexpected<Error>(std::move(made).error());
  }
  const std::string path = folder.lock_file().string();
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    auto failed = fail_on_file("cannot open", path);
    if (failed.value().hint.empty()) failed.value().hint = kElsewhere;
    return failed;
  }
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    // Do not use the destructor, which would erase the holder's name from the file.
    const int reason = errno;
    ::close(fd);
    errno = reason;
    if (reason != EWOULDBLOCK) return fail_errno("cannot lock " + path);
    auto who = read_file(path, 4096);
    std::string name = who && !who->empty() ? who->substr(0, who->find('\n')) : "another process";
    return fail(ErrorCode::locked, folder.root().string() + " is being written by " + name,
                "wait until that process has ended, or stop it");
  }
  WriterLock lock(fd);
  const std::string text = holder(command);
  if (::ftruncate(lock.fd_, 0) != 0 || ::pwrite(lock.fd_, text.data(), text.size(), 0) < 0) {
    return fail_errno("cannot write " + path);
  }
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

WriterLock::~WriterLock() {
  if (fd_ < 0) return;
  // Keep the file: if it were removed, two writers could lock two files of the same name.
  if (::ftruncate(fd_, 0) != 0) errno = 0;
  ::close(fd_);
}

}  // namespace callside
