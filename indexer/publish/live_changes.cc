#include "indexer/publish/live_changes.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/stale_temporary.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Removes temporary files of processes that died while they replaced `file`.
Result<void> remove_stale_temporaries(const IndexFolder& folder, const fs::path& file) {
  const std::string prefix = file.filename().string();
  std::vector<fs::path> stale;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.root(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    if (is_stale_temporary(it->path()) && it->path().filename().string().starts_with(prefix))
      stale.push_back(it->path());
  }
  for (const fs::path& path : stale) CALLSIDE_TRY(remove_stale_temporary(path));
  return ok();
}

Result<void> change_locked(const IndexFolder& folder,
                           const std::function<Result<void>(LiveState& state)>& change) {
  CALLSIDE_TRY(remove_stale_temporaries(folder, folder.live_file()));
  CALLSIDE_ASSIGN(LiveState state, read_live_state(folder));
  CALLSIDE_TRY(change(state));
  std::erase_if(state.notices, [at = now()](const Notice& notice) { return notice.is_over(at); });
  CALLSIDE_TRY(write_live_state(folder, state));
  // Ignore errors: this change is done even if there is no space for the next one.
  (void)reserve_room_for_live_state(folder);
  return ok();
}

Result<void> change_locked(const IndexFolder& folder,
                           const std::function<Result<void>(Translations& translations)>& change) {
  CALLSIDE_TRY(remove_stale_temporaries(folder, folder.translations_file()));
  CALLSIDE_ASSIGN(Translations translations, read_translations(folder));
  CALLSIDE_TRY(change(translations));
  return write_translations(folder, translations);
}

// Runs `action` while no other process changes live.json or translations.json.
template <typename Action>
Result<void> under_lock(const IndexFolder& folder, const Action& action) {
  const fs::path path = folder.live_lock_file();
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail_on_file("cannot open", path);
  int locked = 0;
  do {
    locked = ::flock(fd, LOCK_EX);
  } while (locked != 0 && errno == EINTR);
  auto done = locked == 0 ? action() : Result<void>(fail_errno("cannot lock " + path.string()));
  ::close(fd);
  return done;
}

}  // namespace

Result<void> change_live_state(const IndexFolder& folder,
                               const std::function<Result<void>(LiveState& state)>& change) {
  return under_lock(folder, [&] { return change_locked(folder, change); });
}

Result<void> change_translations(const IndexFolder& folder,
                                 const std::function<Result<void>(Translations& translations)>& change) {
  return under_lock(folder, [&] { return change_locked(folder, change); });
}

Result<void> keep_room_for_changes(const IndexFolder& folder) {
  return under_lock(folder, [&] { return reserve_room_for_live_state(folder); });
}

Result<void> remove_stale_changes(const IndexFolder& folder) {
  return under_lock(folder, [&]() -> Result<void> {
    CALLSIDE_TRY(remove_stale_temporaries(folder, folder.live_file()));
    return remove_stale_temporaries(folder, folder.translations_file());
  });
}

}  // namespace callside
