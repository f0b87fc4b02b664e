#include "indexer/build/old_generations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <vector>

#include "indexer/base/files.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// All generations, those to keep first. `always` gets how many of them stay whatever their number.
std::vector<std::string> by_worth(const IndexFolder& folder, const std::string& current,
                                  std::size_t& always) {
  const std::vector<std::string> names = folder.list();
  std::string staged, before;
  for (const std::string& name : names) {
    const bool is_staged = folder.is_staged(name);
    if (is_staged && is_older(current, name)) staged = name;
    if (!is_staged && is_older(name, current)) before = name;
  }
  std::vector<std::string> ordered;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(ordered.begin(), ordered.end(), name) == ordered.end())
      ordered.push_back(name);
  };
  add(current);
  add(staged);
  always = ordered.size();
  add(before);
  std::for_each(names.rbegin(), names.rend(), add);
  return ordered;
}

}  // namespace

Result<bool> remove_unless_read(const fs::path& path) {
  const int fd = ::open((path / kInUseFile).c_str(), O_RDONLY | O_CLOEXEC);
  // Without the file nobody can have opened it.
  const bool read_by_none = fd < 0 ? errno == ENOENT : ::flock(fd, LOCK_EX | LOCK_NB) == 0;
  // The manifest goes first: without it the folder is no generation, whenever the rest is removed.
  Result<void> removed = ok();
  if (read_by_none) {
    removed = remove_tree(path / kManifestFile);
    if (removed) removed = remove_tree(path);
  }
  if (fd >= 0) ::close(fd);
  CALLSIDE_TRY(removed);
  return read_by_none;
}

Result<void> remove_leftovers(const IndexFolder& folder, const WriterLock& /*lock*/) {
  std::vector<fs::path> dead;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.root(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    // What is changed at once is changed without the writer's lock: it tidies up for itself.
    if (name.starts_with(folder.live_file().filename().string())) continue;
    if (name.starts_with("building.") || name.find(".tmp.") != std::string::npos) dead.push_back(it->path());
  }
  for (const fs::path& path : dead) CALLSIDE_TRY(remove_tree(path));
  for (const std::string& name : condemned(folder)) CALLSIDE_TRY(remove_unless_read(folder.generation(name)));
  return ok();
}

std::vector<std::string> condemned(const IndexFolder& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.generations(), error);
       !error && it != fs::directory_iterator(); it.increment(error)) {
    if (!fs::exists(it->path() / kManifestFile)) names.push_back(it->path().filename().string());
  }
  std::sort(names.begin(), names.end(), is_older);
  return names;
}

Result<void> condemn(const IndexFolder& folder, const std::string& name, const WriterLock& /*lock*/) {
  CALLSIDE_TRY(remove_tree(folder.generation(name) / kManifestFile));
  return sync_folder(folder.generation(name));
}

std::string next_generation(const IndexFolder& folder, const WriterLock& /*lock*/) {
  unsigned long last = 0;
  std::vector<std::string> names = folder.list();
  for (std::string& name : condemned(folder)) names.push_back(std::move(name));
  for (const std::string& name : names) {
    unsigned long number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    last = std::max(last, number);
  }
  char name[32];
  std::snprintf(name, sizeof name, "%06lu", last + 1);
  return name;
}

Result<void> remove_old_generations(const IndexFolder& folder, std::size_t keep, const WriterLock& /*lock*/) {
  const auto published = folder.current();
  // Which one is published can't be read: then none is removed. Nothing published yet is another thing.
  if (!published && published.error().code != ErrorCode::not_found) return ok();
  const std::string current = published.value_or("");
  std::size_t always = 0;
  const std::vector<std::string> names = by_worth(folder, current, always);
  for (std::size_t i = std::max(keep, always); i < names.size(); ++i) {
    CALLSIDE_TRY(remove_unless_read(folder.generation(names[i])));
  }
  return ok();
}

}  // namespace callside
