#include "indexer/build/live_changes.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "indexer/base/files.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// What a process left that died while it wrote. Whoever holds the lock is the only writer.
Result<void> remove_torn_copies(const IndexFolder& folder, const fs::path& file) {
  const std::string prefix = file.filename().string() + ".tmp.";
  std::vector<fs::path> torn;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.root(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    if (it->path().filename().string().starts_with(prefix)) torn.push_back(it->path());
  }
  for (const fs::path& path : torn) CALLSIDE_TRY(remove_tree(path));
  return ok();
}

Result<void> change_locked(const IndexFolder& folder,
                           const std::function<Result<void>(LiveState& state)>& change) {
  CALLSIDE_TRY(remove_torn_copies(folder, folder.live_file()));
  CALLSIDE_ASSIGN(LiveState state, read_live_state(folder));
  CALLSIDE_TRY(change(state));
  std::erase_if(state.notices, [at = now()](const Notice& notice) { return notice.is_over(at); });
  return write_live_state(folder, state);
}

Result<void> change_locked(const IndexFolder& folder,
                           const std::function<Result<void>(Translations& translations)>& change) {
  CALLSIDE_TRY(remove_torn_copies(folder, folder.translations_file()));
  CALLSIDE_ASSIGN(Translations translations, read_translations(folder));
  CALLSIDE_TRY(change(translations));
  return write_translations(folder, translations);
}

template <typename Change>
Result<void> change_under_lock(const IndexFolder& folder, const Change& change) {
  const std::string path = folder.live_lock_file().string();
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail_errno("cannot open " + path);
  int locked = 0;
  do {
    locked = ::flock(fd, LOCK_EX);
  } while (locked != 0 && errno == EINTR);
  auto changed =
      locked == 0 ? change_locked(folder, change) : Result<void>(fail_errno("cannot lock " + path));
  ::close(fd);
  return changed;
}

}  // namespace

Result<void> change_live_state(const IndexFolder& folder,
                               const std::function<Result<void>(LiveState& state)>& change) {
  return change_under_lock(folder, change);
}

Result<void> change_translations(const IndexFolder& folder,
                                 const std::function<Result<void>(Translations& translations)>& change) {
  return change_under_lock(folder, change);
}

}  // namespace callside
