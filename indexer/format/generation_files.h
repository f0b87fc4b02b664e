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

// The files of a generation, against what its manifest records of them (Manifest::files). FORMAT.md says what
// is checked when.

// Fills in manifest.files from the files of `folder`: all but the manifest itself and the marks IN_USE and
// STAGED. `base`: the generation that some of them were taken from as they are, or empty. The digests of
// these come from its manifest: a damaged file can't get a new, matching digest by being passed on. Such a
// file is read only if it is no hard link, or seems to have been written after the manifest of `base`; a
// digest that differs is then a damaged error.
Result<void> record_files(const std::filesystem::path& folder, const std::filesystem::path& base,
                          Manifest& manifest);

// damaged where a file is missing or has another size. Looks at each file, reads none.
Result<void> check_sizes(const std::filesystem::path& folder, const Manifest& manifest);

// A file that is not as the manifest records it.
struct FileFault {
  std::string path;    // below the generation's folder
  std::string reason;  // "is missing", "has 12 bytes in place of 15", ...
  bool operator==(const FileFault&) const = default;
};

using FileFilter = std::function<bool(const std::string& path)>;

// Reads the files (those that `only` takes; empty: all) and compares their digests. An error where a file
// could not be looked at, which says nothing about what it holds.
Result<std::vector<FileFault>> find_faults(const std::filesystem::path& folder, const Manifest& manifest,
                                           FileDigests& digests, const FileFilter& only = {});

// Reads all files of a generation; a damaged error names those that are not as they were written, and the way
// out. Keeps nobody from removing the generation meanwhile.
Result<void> verify_generation(const IndexFolder& folder, const std::string& name,
                               const StopReading& stop = {});

// The same of Xapian's files alone, of a generation whose manifest was read. What libxapian does with a
// damaged file is not in our hands, up to ending the process: they are verified before it is let near them.
Result<void> verify_xapian(const IndexFolder& folder, const std::string& name, const Manifest& manifest,
                           const StopReading& stop = {});

// Before an update reads `name` to write another generation: like verify_generation(), but skips files that
// the new generation links and that nothing is derived from; it takes over their digests.
Result<void> verify_what_is_rewritten(const IndexFolder& folder, const std::string& name,
                                      const StopReading& stop = {});

// What can be done about a damaged generation.
std::string mend_damage(const IndexFolder& folder, const std::string& name);

}  // namespace callside
