#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/base/file_lock.h"

namespace callside {

// The folder named by --state, in which the daemon keeps what must outlive it. It belongs to the user that
// the daemon runs as, and nobody else may write to it: who can, can sign in as anybody.
class StateFolder {
 public:
  // Creates the folder where there is none. An error where it belongs to another user, or where others may
  // write to it.
  static Result<StateFolder> open(std::filesystem::path path);
  // The same for a daemon, of which there may be one for a folder. ErrorCode::locked: another one runs.
  static Result<StateFolder> open_for_daemon(std::filesystem::path path);

  // What the operator should know of the folder's permissions, a line: others may read which files there are.
  // The files themselves are their owner's alone, so that this is told and no error. Empty: nothing.
  std::string warning() const;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path sessions() const { return path_ / "sessions"; }
  std::filesystem::path sign_in_codes() const { return path_ / "sign-in-codes"; }

 private:
  explicit StateFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
  std::optional<FileLock> daemon_;  // held as long as the daemon runs
};

}  // namespace callside
