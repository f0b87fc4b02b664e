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

// Asked between two parts of a long read; true ends it with an interrupted error.
using StopReading = std::function<bool()>;

// Size and SHA-256 of a file. Reads all of it, a mebibyte at a time. What the disk can't give back (EIO) is a
// damaged error; what else keeps the file from being read says nothing about what it holds.
Result<FileDigest> digest_file(const std::filesystem::path& path, const StopReading& stop = {});

// Digests of many files. A file with several names (hard links) is read once. One thread.
class FileDigests {
 public:
  explicit FileDigests(StopReading stop = {}) : stop_(std::move(stop)) {}
  Result<FileDigest> of(const std::filesystem::path& path);

 private:
  using Inode = std::pair<std::uint64_t, std::uint64_t>;  // device and number
  StopReading stop_;
  std::map<Inode, FileDigest> known_;
};

}  // namespace callside
