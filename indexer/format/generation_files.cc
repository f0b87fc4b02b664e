#include "indexer/format/generation_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include "indexer/base/file_time.h"
#include "indexer/format/document_store.h"
#include "indexer/format/ticket_index.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Number of files named in an error; the others are counted.
constexpr std::size_t kMaxNamed = 5;

// Returns true for files that are written once and then linked from generation to generation.
bool is_shared(const std::string& path) {
  return path.starts_with(std::string(kSegmentsFolder) + "/") ||
         path.starts_with(std::string(kTicketPartsFolder) + "/") || path == kModelFile ||
         path == kCallersFile || path == kTrialFile || path == kLexiconFile || path == kCalibrationFile;
}

// Excludes the manifest itself, and files that are created and removed beside it.
bool is_recorded(const std::string& path) {
  return path != kManifestFile && path != kInUseFile && path != kStagedFile &&
         path.find(".tmp.") == std::string::npos;
}

Result<std::vector<std::string>> paths_in(const fs::path& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(folder, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_directory(error)) continue;
    std::string path = it->path().lexically_relative(folder).generic_string();
    if (is_recorded(path)) paths.push_back(std::move(path));
  }
  if (error) return fail(ErrorCode::io, "cannot list " + folder.string() + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The base generation's digests of the files that another generation takes from it.
class SharedDigests {
 public:
  static Result<SharedDigests> open(const fs::path& folder) {
    SharedDigests shared;
    if (folder.empty()) return shared;
    shared.folder_ = folder;
    const fs::path path = folder / kManifestFile;
    CALLSIDE_ASSIGN(shared.manifest_, read_manifest(path));
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return fail_errno("cannot read " + path.string());
    shared.written_ns_ = nanoseconds(info.st_mtim);
    return shared;
  }

  // Returns nullptr if the file is not shared.
  const Manifest::File* find(const std::string& path) const {
    if (!is_shared(path)) return nullptr;
    const auto at = std::find_if(manifest_.files.begin(), manifest_.files.end(),
                                 [&](const Manifest::File& one) { return one.path == path; });
    return at == manifest_.files.end() ? nullptr : &*at;
  }

  // Returns true if `path` is the recorded file itself, as far as can be told without reading it.
  bool is_same(const Manifest::File& file, const fs::path& path) const {
    struct stat here {
    }, there{};
    if (::stat(path.c_str(), &here) != 0 || ::stat((folder_ / file.path).c_str(), &there) != 0) return false;
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino &&
           static_cast<std::uint64_t>(here.st_size) == file.bytes && nanoseconds(here.st_mtim) <= written_ns_;
  }

 private:
  fs::path folder_;
  Manifest manifest_;
  std::int64_t written_ns_ = 0;
};

std::string size_fault(std::uint64_t is, std::uint64_t was) {
  return "has " + std::to_string(is) + " bytes, not " + std::to_string(was);
}

using MaybeFault = std::optional<FileFault>;

// Returns a fault that can be detected without reading the file. An error if the file cannot be examined.
Result<MaybeFault> fault_without_reading(const fs::path& folder, const Manifest::File& file) {
  struct stat info {};
  const fs::path path = folder / file.path;
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return MaybeFault({file.path, "is missing"});
    return fail_errno("cannot read " + path.string());
  }
  const auto bytes = static_cast<std::uint64_t>(info.st_size);
  return bytes == file.bytes ? MaybeFault() : MaybeFault({file.path, size_fault(bytes, file.bytes)});
}

constexpr const char* kChanged = "differs from what was written";

Result<MaybeFault> fault_of(const fs::path& folder, const Manifest::File& file, FileDigests& digests) {
  CALLSIDE_ASSIGN(MaybeFault unread, fault_without_reading(folder, file));
  if (unread) return unread;
  const auto digest = digests.of(folder / file.path);
  if (digest) return digest->sha256 == file.sha256 ? MaybeFault() : MaybeFault({file.path, kChanged});
  if (digest.error().code != ErrorCode::damaged) return tl::unexpected<Error>(digest.error());
  return MaybeFault({file.path, "cannot be read back from the disk"});
}

Error damaged(const std::string& name, const std::vector<FileFault>& faults, std::string hint) {
  std::string message = "generation " + name + " is damaged: ";
  for (std::size_t i = 0; i < faults.size() && i < kMaxNamed; ++i)
    message += (i == 0 ? "" : ", ") + faults[i].path + " " + faults[i].reason;
  if (faults.size() > kMaxNamed)
    message += ", and " + std::to_string(faults.size() - kMaxNamed) + " more files";
  return {ErrorCode::damaged, std::move(message), std::move(hint)};
}

Result<void> verify(const IndexFolder& folder, const std::string& name, const InterruptCheck& stop,
                    const std::function<FileFilter(const Manifest&)>& choose) {
  const fs::path path = folder.generation(name);
  auto manifest = read_manifest(path / kManifestFile);
  if (!manifest) {
    if (manifest.error().code == ErrorCode::damaged) manifest.error().hint = repair_hint(folder, name);
    return tl::unexpected<Error>(std::move(manifest).error());
  }
  FileDigests digests(stop);
  CALLSIDE_ASSIGN(const std::vector<FileFault> faults,
                  find_faults(path, *manifest, digests, choose(*manifest)));
  if (faults.empty()) return ok();
  return tl::unexpected<Error>(damaged(name, faults, repair_hint(folder, name)));
}

}  // namespace

Result<void> record_files(const fs::path& folder, const fs::path& base, Manifest& manifest) {
  CALLSIDE_ASSIGN(const std::vector<std::string> paths, paths_in(folder));
  CALLSIDE_ASSIGN(const SharedDigests shared, SharedDigests::open(base));
  FileDigests digests;
  manifest.files.clear();
  for (const std::string& path : paths) {
    const Manifest::File* known = shared.find(path);
    if (known != nullptr && shared.is_same(*known, folder / path)) {
      manifest.files.push_back(*known);
      continue;
    }
    CALLSIDE_ASSIGN(const FileDigest digest, digests.of(folder / path));
    if (known != nullptr && known->sha256 != digest.sha256) {
      return tl::unexpected<Error>(
          damaged(base.filename().string(), {{path, kChanged}}, "build the index again from its sources"));
    }
    manifest.files.push_back({path, digest.bytes, digest.sha256});
  }
  return ok();
}

Result<void> check_sizes(const fs::path& folder, const Manifest& manifest) {
  std::vector<FileFault> faults;
  for (const Manifest::File& file : manifest.files) {
    CALLSIDE_ASSIGN(MaybeFault fault, fault_without_reading(folder, file));
    if (fault) faults.push_back(std::move(*fault));
  }
  if (faults.empty()) return ok();
  return tl::unexpected<Error>(damaged(folder.filename().string(), faults, "build the index again"));
}

Result<std::vector<FileFault>> find_faults(const fs::path& folder, const Manifest& manifest,
                                           FileDigests& digests, const FileFilter& only) {
  std::vector<FileFault> faults;
  for (const Manifest::File& file : manifest.files) {
    if (only && !only(file.path)) continue;
    CALLSIDE_ASSIGN(MaybeFault fault, fault_of(folder, file, digests));
    if (fault) faults.push_back(std::move(*fault));
  }
  return faults;
}

Result<void> verify_generation(const IndexFolder& folder, const std::string& name,
                               const InterruptCheck& stop) {
  return verify(folder, name, stop, [](const Manifest&) { return FileFilter(); });
}

Result<void> verify_xapian(const IndexFolder& folder, const std::string& name, const Manifest& manifest,
                           const InterruptCheck& stop) {
  FileDigests digests(stop);
  CALLSIDE_ASSIGN(const std::vector<FileFault> faults,
                  find_faults(folder.generation(name), manifest, digests, [](const std::string& path) {
                    return path.starts_with(std::string(kXapianFolder) + "/");
                  }));
  if (faults.empty()) return ok();
  return tl::unexpected<Error>(damaged(name, faults, repair_hint(folder, name)));
}

Result<void> verify_what_is_rewritten(const IndexFolder& folder, const std::string& name,
                                      const InterruptCheck& stop) {
  return verify(folder, name, stop, [](const Manifest& manifest) -> FileFilter {
    const auto files_in = [&](const char* parent) {
      return std::count_if(manifest.files.begin(), manifest.files.end(), [&](const Manifest::File& one) {
        return one.path.starts_with(std::string(parent) + "/");
      });
    };
    // At these limits, all of them are rewritten into one.
    if (static_cast<std::size_t>(files_in(kSegmentsFolder)) >= kMaxStoreSegments ||
        static_cast<std::size_t>(files_in(kTicketPartsFolder)) >= kMaxTicketParts)
      return {};
    // The model is read to write new documents.
    return [](const std::string& path) { return !is_shared(path) || path == kModelFile; };
  });
}

std::string repair_hint(const IndexFolder& folder, const std::string& name) {
  const std::string index = " --index " + folder.root().string();
  return "see which files: callside-index verify" + index + " " + name +
         "; go back to an earlier generation: callside-index rollback" + index +
         " --to GENERATION; or build it again: callside-index build" + index + " SOURCE...";
}

}  // namespace callside
