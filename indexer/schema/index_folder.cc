#include "indexer/schema/index_folder.h"

#include <algorithm>
#include <tuple>

#include "indexer/base/files.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

bool is_generation_name(const std::string& name) {
  return name.size() >= 6 && name.size() <= 18 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::string> IndexFolder::current() const {
  const auto damaged = [this] {
    const std::vector<std::string> names = list();
    const std::string index = " --index " + root_.string();
    return fail(ErrorCode::io, current_file().string() + " is damaged",
                names.empty()
                    ? "build it again: callside-index build" + index + " SOURCE..."
                    : "name a generation again: callside-index publish" + index + " " + names.back());
  };
  auto bytes = read_file(current_file(), 64);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::invalid_input) return damaged();  // too long for a name
    if (bytes.error().code != ErrorCode::not_found) return tl::unexpected<Error>(bytes.error());
    std::error_code ignored;
    if (!fs::is_directory(generations(), ignored)) {
      return fail(ErrorCode::not_found, root_.string() + " is not an index",
                  "make one: callside-index build --index " + root_.string() + " SOURCE...");
    }
    if (!staged().empty()) {
      return fail(ErrorCode::not_found, "nothing is published in " + root_.string(),
                  "publish what is staged: callside-index publish --index " + root_.string());
    }
    return fail(ErrorCode::not_found, "nothing is published in " + root_.string(),
                "build it: callside-index build --index " + root_.string() + " SOURCE...");
  }
  std::string name = *bytes;
  while (!name.empty() && name.back() == '\n') name.pop_back();
  // The file names a folder that is then opened: nothing but a plain name may stand there.
  if (!is_generation_name(name)) return damaged();
  return name;
}

std::vector<std::string> IndexFolder::list() const {
  std::vector<std::string> names;
  std::error_code error;
  for (auto it = fs::directory_iterator(generations(), error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (is_generation_name(name) && fs::exists(it->path() / kManifestFile)) names.push_back(name);
  }
  std::sort(names.begin(), names.end(), is_older);
  return names;
}

Result<void> IndexFolder::require(const std::string& name) const {
  const std::vector<std::string> names = list();
  if (std::find(names.begin(), names.end(), name) != names.end()) return ok();
  std::string kept;
  for (const std::string& one : names)
    kept += (kept.empty() ? "" : ", ") + one + (is_staged(one) ? " (staged)" : "");
  return fail(ErrorCode::not_found, "there is no generation " + name + " in " + root_.string(),
              kept.empty() ? "nothing is kept" : "kept are " + kept);
}

bool IndexFolder::is_staged(const std::string& name) const {
  std::error_code ignored;
  return fs::exists(generation(name) / kStagedFile, ignored);
}

std::vector<std::string> IndexFolder::staged() const {
  std::vector<std::string> names = list();
  std::erase_if(names, [this](const std::string& name) { return !is_staged(name); });
  return names;
}

bool is_older(const std::string& a, const std::string& b) {
  return std::tuple(a.size(), a) < std::tuple(b.size(), b);
}

}  // namespace callside
