#include "indexer/format/index_folder.h"

#include <algorithm>
#include <tuple>

#include "indexer/base/ascii.h"
#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/paths.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

bool is_generation_name(const std::string& name) {
  return name.size() >= 6 && name.size() <= 18 && std::all_of(name.begin(), name.end(), is_ascii_digit);
}

// Names of the generations in `folder`, oldest first. If an error occurs, `error` is set and the list may be
// incomplete.
std::vector<std::string> generations_in(const fs::path& folder, std::error_code& error) {
  std::vector<std::string> names;
  for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    std::string name = it->path().filename().string();
    if (is_generation_name(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(), is_older);
  return names;
}

std::string without_line_end(std::string name) {
  while (!name.empty() && name.back() == '\n') name.pop_back();
  return name;
}

}  // namespace

Result<std::string> IndexFolder::current() const {
  const auto damaged = [this] {
    const std::vector<std::string> names = list();
    const std::string index = " --index " + root_.string();
    return fail(ErrorCode::damaged, current_file().string() + " is damaged",
                names.empty()
                    ? "build it again: callside-index build" + index + " SOURCE..."
                    : "publish a generation again: callside-index publish" + index + " " + names.back());
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
                  "publish the staged generation: callside-index publish --index " + root_.string());
    }
    return fail(ErrorCode::not_found, "nothing is published in " + root_.string(),
                "build it: callside-index build --index " + root_.string() + " SOURCE...");
  }
  std::string name = without_line_end(std::move(*bytes));
  // The name is used as a folder name, so nothing but a plain name is accepted.
  if (!is_generation_name(name)) return damaged();
  return name;
}

Result<std::string> IndexFolder::current_or_none() const {
  auto name = current();
  if (name || (name.error().code != ErrorCode::not_found && name.error().code != ErrorCode::damaged))
    return name;
  return std::string();
}

std::vector<std::string> IndexFolder::list() const {
  std::error_code ignored;
  std::vector<std::string> names = generations_in(generations(), ignored);
  std::erase_if(names,
                [this](const std::string& name) { return !may_exist(generation(name) / kManifestFile); });
  return names;
}

Result<std::vector<std::string>> IndexFolder::list_strictly() const {
  std::error_code error;
  std::vector<std::string> complete;
  for (std::string& name : generations_in(generations(), error)) {
    const fs::path manifest = generation(name) / kManifestFile;
    std::error_code why;
    const fs::file_type type = fs::symlink_status(manifest, why).type();
    if (type == fs::file_type::none) return fail_on_file("cannot look at", manifest, why);
    if (type != fs::file_type::not_found) complete.push_back(std::move(name));
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return fail_on_file("cannot read", generations(), error);
  return complete;
}

std::vector<std::string> IndexFolder::incomplete() const {
  std::error_code ignored;
  std::vector<std::string> names = generations_in(generations(), ignored);
  std::erase_if(names,
                [this](const std::string& name) { return may_exist(generation(name) / kManifestFile); });
  return names;
}

Result<void> IndexFolder::require(const std::string& name) const {
  if (is_being_built(name)) return ok();
  const std::vector<std::string> names = list();
  if (std::find(names.begin(), names.end(), name) != names.end()) return ok();
  std::string kept;
  for (const std::string& one : names)
    kept += (kept.empty() ? "" : ", ") + one + (is_staged(one) ? " (staged)" : "");
  return fail(ErrorCode::not_found, "there is no generation " + name + " in " + root_.string(),
              kept.empty() ? "no generations are kept" : "kept generations: " + kept);
}

std::string IndexFolder::named_by_current() const {
  return without_line_end(read_file(current_file(), 64).value_or(""));
}

bool IndexFolder::is_staged(const std::string& name) const {
  return may_exist(generation(name) / kStagedFile) && name != named_by_current();
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
