#include "indexer/base/file_error.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "indexer/base/user_name.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

struct Barrier {
  fs::path path;
  uid_t owner;
  bool is_folder;
};

std::optional<Barrier> look_at(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return std::nullopt;
  return Barrier{path, info.st_uid, S_ISDIR(info.st_mode)};
}

fs::path folder_of(const fs::path& path) {
  const fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

// The file or folder that denies the access: `path` itself, or its innermost parent that this user can stat.
// If the file belongs to this user, it is the parent folder, whose permissions govern removing and replacing.
std::optional<Barrier> barrier_before(const fs::path& path) {
  fs::path at = path;
  std::optional<Barrier> found = look_at(at);
  while (!found && at != folder_of(at)) {
    at = folder_of(at);
    found = look_at(at);
  }
  if (!found || found->owner != ::geteuid()) return found;
  const fs::path folder = folder_of(found->path);
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return found;
  return look_at(folder);
}

}  // namespace

tl::unexpected<Error> fail_on_file(const std::string& act, const fs::path& path) {
  const int number = errno;
  tl::unexpected<Error> failed = fail_errno(act + " " + path.string());
  if (number != EACCES && number != EPERM) return failed;
  const std::optional<Barrier> barrier = barrier_before(path);
  if (!barrier) return failed;
  const std::string name = barrier->path.string();
  if (barrier->owner == ::geteuid()) {
    failed.value().hint = "change the permissions of " + name + ": chmod u+rwX " + name;
    return failed;
  }
  const std::string owner = user_name(barrier->owner);
  failed.value().message += "; " + name + " belongs to " + owner;
  failed.value().hint = "run the command as " + owner + ", or make it yours: sudo chown " +
                        (barrier->is_folder ? "-R " : "") + user_name(::geteuid()) + " " + name;
  return failed;
}

tl::unexpected<Error> fail_on_file(const std::string& act, const fs::path& path,
                                   const std::error_code& error) {
  errno = error.value();
  return fail_on_file(act, path);
}

}  // namespace callside
