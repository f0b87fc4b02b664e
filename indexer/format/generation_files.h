#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/file_digest.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// Checks a generation's files against the sizes and digests in its manifest (Manifest::files). FORMAT.md
// lists what is checked when.

// Fills in manifest.files for the files of `folder`, except the manifest itself and the marks IN_USE and
// STAGED. `base` is the generation that some files were linked or copied from, or empty. Their digests are
// taken from its manifest, so that a damaged file cannot get a new, matching digest. Such a file is read only
// if it is not a hard link, or if it appears to have been written after the manifest of `base`. If its digest
// differs, returns a damaged error.
Result<void> record_files(const std::filesystem::path& folder, const std::filesystem::path& base,
                          Manifest& manifest);

// Returns a damaged error if a file is missing or has another size. Does not read the files.
Result<void> check_sizes(const std::filesystem::path& folder, const Manifest& manifest);

// A file that differs from what the manifest records.
struct FileFault {
  std::string path;    // below the generation's folder
  std::string reason;  // "is missing", "has 12 bytes, not 15", ...
  bool operator==(const FileFault&) const = default;
};

using FileFilter = std::function<bool(const std::string& path)>;

// Reads the files that `only` accepts (all if it is empty) and compares their digests. Returns an error if a
// file could not be examined, which does not mean that it is damaged.
Result<std::vector<FileFault>> find_faults(const std::filesystem::path& folder, const Manifest& manifest,
                                           FileDigests& digests, const FileFilter& only = {});

// Reads all files of a generation. A damaged error names the files that differ, and what to do. Does not keep
// others from removing the generation meanwhile.
Result<void> verify_generation(const IndexFolder& folder, const std::string& name,
                               const InterruptCheck& stop = {});

// Verifies Xapian's files alone, given the generation's manifest. libxapian may behave arbitrarily on damaged
// files, even end the process, so they are verified before it opens them.
Result<void> verify_xapian(const IndexFolder& folder, const std::string& name, const Manifest& manifest,
                           const InterruptCheck& stop = {});

// Verifies `name` before an update reads it to write the next generation. Skips files that the new generation
// only links and derives nothing from; their digests are carried over.
Result<void> verify_what_is_rewritten(const IndexFolder& folder, const std::string& name,
                                      const InterruptCheck& stop = {});

// Hint for a damaged generation.
std::string repair_hint(const IndexFolder& folder, const std::string& name);

}  // namespace callside
