#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/base/file_lock.h"

namespace callside {

// The folder named by --state, where the daemon keeps what must outlive it. It belongs to the user that the
// daemon runs as, and nobody else may write to it: whoever can, can sign in as anybody.
class StateFolder {
 public:
  // Creates the folder if it does not exist. Fails if it belongs to another user or if others may write to
  // it.
  static Result<StateFolder> open(std::filesystem::path path);
  // The same for a daemon, which locks the folder. ErrorCode::locked if another daemon has it.
  static Result<StateFolder> open_for_daemon(std::filesystem::path path);

  // Returns a line for the operator if others may list the folder; otherwise an empty string. Only a warning,
  // because the files themselves are private.
  std::string warning() const;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path sessions() const { return path_ / "sessions"; }
  std::filesystem::path sign_in_codes() const { return path_ / "sign-in-codes"; }

 private:
  explicit StateFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
  std::optional<FileLock> daemon_;  // held while the daemon runs
};

}  // namespace callside
