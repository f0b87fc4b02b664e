#include "searchd/http/state_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "indexer/base/files.h"

namespace callside {

namespace {

constexpr const char* kDaemonLock = "daemon.lock";

// Removes what replace_file() leaves behind if its process is killed. Nobody writes while the folder is
// locked.
Result<void> remove_unfinished(const std::filesystem::path& folder) {
  CALLSIDE_ASSIGN(const FileLock lock, FileLock::wait(folder));
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator(folder, error);
       !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    if (it->path().filename().string().find(".tmp.") == std::string::npos) continue;
    std::error_code ignored;  // a leftover file only takes up space
    std::filesystem::remove(it->path(), ignored);
  }
  return ok();
}

}  // namespace

Result<StateFolder> StateFolder::open(std::filesystem::path path) {
  CALLSIDE_TRY(make_private_folder(path));
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return fail_errno("cannot read " + path.string());
  if (info.st_uid != ::geteuid()) {
    return fail(ErrorCode::io, "the state folder " + path.string() + " belongs to another user",
                "run this as the user that the daemon runs as, or use a folder below it, which is created");
  }
  if ((info.st_mode & 022U) != 0) {
    return fail(ErrorCode::io, "others may write to the state folder " + path.string(),
                "run chmod 700 on it, or use a folder below it, which is created private");
  }
  return StateFolder(std::move(path));
}

std::string StateFolder::warning() const {
  struct stat info {};
  if (::stat(path_.c_str(), &info) == 0 && (info.st_mode & 077U) == 0) return {};
  return "others may read the state folder " + path_.string() + ": run chmod 700 on it";
}

Result<StateFolder> StateFolder::open_for_daemon(std::filesystem::path path) {
  CALLSIDE_ASSIGN(StateFolder folder, open(std::move(path)));
  CALLSIDE_ASSIGN(folder.daemon_, FileLock::try_take(folder.path_ / kDaemonLock));
  if (!folder.daemon_) {
    return fail(ErrorCode::locked, "another daemon uses the state folder " + folder.path_.string(),
                "stop that daemon, or pass another folder with --state");
  }
  CALLSIDE_TRY(remove_unfinished(folder.path_));
  return folder;
}

}  // namespace callside
