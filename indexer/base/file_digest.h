#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "indexer/base/error.h"

namespace callside {

struct FileDigest {
  std::uint64_t bytes = 0;
  std::string sha256;  // lower-case hexadecimal
};

// Called between the parts of a long read. Returning true ends the read with an `interrupted` error.
using InterruptCheck = std::function<bool()>;

// Size and SHA-256 of a file. Reads the whole file, 1 MiB at a time. Returns a `damaged` error if the disk
// cannot read it back (EIO). Other errors do not mean that the file is damaged.
Result<FileDigest> digest_file(const std::filesystem::path& path, const InterruptCheck& stop = {});

// Digests of many files. Reads a file with several names (hard links) only once. Not thread-safe.
class FileDigests {
 public:
  explicit FileDigests(InterruptCheck stop = {}) : stop_(std::move(stop)) {}
  Result<FileDigest> of(const std::filesystem::path& path);

 private:
  using Inode = std::pair<std::uint64_t, std::uint64_t>;  // device and inode number
  InterruptCheck stop_;
  std::map<Inode, FileDigest> known_;
};

}  // namespace callside
