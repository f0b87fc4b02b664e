#include "indexer/publish/old_generations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/stale_temporary.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Returns all generations, those to keep first. Sets `always` to how many of them are kept in any case.
std::vector<std::string> by_priority(const IndexFolder& folder, const std::string& current,
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

// Removes the generation in a folder. Returns false if a reader has it open.
Result<bool> remove_unless_read(const fs::path& path) {
  const fs::path in_use = path / kInUseFile;
  const int fd = ::open(in_use.c_str(), O_RDONLY | O_CLOEXEC);
  // Without this file, no reader can have opened the generation.
  if (fd < 0 && errno != ENOENT) return fail_on_file("cannot remove", in_use);
  const bool is_unused = fd < 0 || ::flock(fd, LOCK_EX | LOCK_NB) == 0;
  // Remove the manifest first: without it the folder is not a generation, even if removing the rest is cut
  // short.
  Result<void> removed = ok();
  if (is_unused) {
    removed = remove_tree(path / kManifestFile);
    if (removed) removed = remove_tree(path);
  }
  if (fd >= 0) ::close(fd);
  CALLSIDE_TRY(removed);
  return is_unused;
}

// The number in a generation's name.
unsigned long number_of(const std::string& name) {
  unsigned long number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

constexpr std::string_view kBuilding = "building.";

// Names of all entries directly in the index folder.
std::vector<std::string> names_in_root(const IndexFolder& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.root(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  return names;
}

void add_failure(Result<void> done, std::vector<Error>& failures) {
  if (!done) failures.push_back(std::move(done).error());
}

}  // namespace

std::vector<Error> remove_leftovers(const IndexFolder& folder, const WriterLock& /*lock*/) {
  const std::string live = folder.live_file().filename().string();
  const std::string translations = folder.translations_file().filename().string();
  std::vector<Error> failures;
  for (const std::string& name : names_in_root(folder)) {
    const fs::path path = folder.root() / name;
    if (name.starts_with(kBuilding)) {
      add_failure(remove_tree(path), failures);
    } else if (is_stale_temporary(path) && !name.starts_with(live) && !name.starts_with(translations)) {
      add_failure(remove_stale_temporary(path), failures);
    }
  }
  return failures;
}

Result<void> condemn(const IndexFolder& folder, const std::string& name, const WriterLock& /*lock*/) {
  CALLSIDE_TRY(remove_tree(folder.generation(name) / kManifestFile));
  return sync_folder(folder.generation(name));
}

Condemned remove_condemned(const IndexFolder& folder, const WriterLock& /*lock*/) {
  Condemned condemned;
  for (const std::string& name : folder.incomplete()) {
    auto removed = remove_unless_read(folder.generation(name));
    if (!removed || !*removed) condemned.left.push_back(name);
    if (!removed) condemned.failures.push_back(std::move(removed).error());
  }
  return condemned;
}

std::string next_generation(const IndexFolder& folder, const WriterLock& /*lock*/) {
  unsigned long last = 0;
  for (const std::string& name : folder.list()) last = std::max(last, number_of(name));
  for (const std::string& name : folder.incomplete()) last = std::max(last, number_of(name));
  // Skip names of building folders that a build left behind and that cannot be removed.
  for (const std::string& name : names_in_root(folder)) {
    if (name.starts_with(kBuilding)) last = std::max(last, number_of(name.substr(kBuilding.size())));
  }
  char name[32];
  std::snprintf(name, sizeof name, "%06lu", last + 1);
  return name;
}

std::vector<Error> remove_old_generations(const IndexFolder& folder, std::size_t keep,
                                          const WriterLock& /*lock*/) {
  const auto published = folder.current();
  // Remove nothing if CURRENT exists but cannot be read.
  if (!published && published.error().code != ErrorCode::not_found) return {};
  const std::string current = published.value_or("");
  std::size_t always = 0;
  const std::vector<std::string> names = by_priority(folder, current, always);
  std::vector<Error> failures;
  for (std::size_t i = std::max(keep, always); i < names.size(); ++i) {
    auto removed = remove_unless_read(folder.generation(names[i]));
    if (!removed) failures.push_back(std::move(removed).error());
  }
  return failures;
}

}  // namespace callside
