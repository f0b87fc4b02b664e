#include "indexer/build/publish.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <tuple>

#include "indexer/base/files.h"
#include "indexer/schema/generation.h"

namespace callside {
namespace fs = std::filesystem;

Result<void> remove_leftovers(const IndexFolder& folder, const WriterLock& /*lock*/) {
  std::vector<fs::path> dead;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.root(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with("building.") || name.find(".tmp.") != std::string::npos) dead.push_back(it->path());
  }
  // A generation without its manifest is a removal that was cut short.
  for (auto it = fs::directory_iterator(folder.generations(), error);
       !error && it != fs::directory_iterator(); it.increment(error)) {
    if (!fs::exists(it->path() / kManifestFile)) dead.push_back(it->path());
  }
  for (const fs::path& path : dead) CALLSIDE_TRY(remove_tree(path));
  return ok();
}

std::string next_generation(const IndexFolder& folder, const WriterLock& /*lock*/) {
  unsigned long last = 0;
  for (const std::string& name : folder.list()) {
    unsigned long number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    last = std::max(last, number);
  }
  char name[32];
  std::snprintf(name, sizeof name, "%06lu", last + 1);
  return name;
}

Result<void> publish_building(const IndexFolder& folder, const std::string& name,
                              const WriterLock& /*lock*/) {
  const fs::path building = folder.building(name);
  CALLSIDE_TRY(replace_file(building / kInUseFile, ""));
  CALLSIDE_TRY(seal_folder(building));
  CALLSIDE_TRY(make_private_folder(folder.generations()));
  if (::rename(building.c_str(), folder.generation(name).c_str()) != 0) {
    return fail_errno("cannot move " + building.string());
  }
  CALLSIDE_TRY(sync_folder(folder.generations()));
  return replace_file(folder.current_file(), name + "\n");
}

Result<std::string> roll_back(const IndexFolder& folder, const std::string& to, const WriterLock& /*lock*/) {
  const std::vector<std::string> names = folder.list();
  std::string target = to;
  if (target.empty()) {
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    // The published one itself may be gone.
    const auto is_older = [&](const std::string& name) {
      return std::tuple(name.size(), name) < std::tuple(current.size(), current);
    };
    const auto it = std::find_if_not(names.begin(), names.end(), is_older);
    if (it == names.begin()) {
      return fail(ErrorCode::not_found,
                  "no generation before " + current + " is kept in " + folder.root().string());
    }
    target = *std::prev(it);
  } else if (std::find(names.begin(), names.end(), target) == names.end()) {
    std::string kept;
    for (const std::string& name : names) kept += (kept.empty() ? "" : ", ") + name;
    return fail(ErrorCode::not_found, "there is no generation " + target + " in " + folder.root().string(),
                kept.empty() ? "nothing is kept" : "kept are " + kept);
  }
  // What cannot be read must not be published.
  CALLSIDE_TRY(Generation::open(folder, target));
  CALLSIDE_TRY(replace_file(folder.current_file(), target + "\n"));
  return target;
}

Result<void> remove_old_generations(const IndexFolder& folder, std::size_t keep, const WriterLock& /*lock*/) {
  CALLSIDE_ASSIGN(const std::string current, folder.current());
  std::vector<std::string> names = folder.list();
  if (names.size() <= keep) return ok();
  names.resize(names.size() - keep);
  for (const std::string& name : names) {
    if (name == current) continue;
    const fs::path path = folder.generation(name);
    const int fd = ::open((path / kInUseFile).c_str(), O_RDONLY | O_CLOEXEC);
    const bool read_by_none = fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) == 0;
    // The manifest goes first: without it the folder is no generation, whenever the rest is removed.
    Result<void> removed = ok();
    if (read_by_none) {
      removed = remove_tree(path / kManifestFile);
      if (removed) removed = remove_tree(path);
    }
    if (fd >= 0) ::close(fd);
    CALLSIDE_TRY(removed);
  }
  return ok();
}

}  // namespace callside
