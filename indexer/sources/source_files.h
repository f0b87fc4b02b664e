#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/sources/source_format.h"

namespace callside {

struct SourceFile {
  std::string path;  // relative to the source folder, '/'-separated; for a source that is a file, its name
  SourceFormat format;
};

// A SOURCE as the user named it, and its files that hold documents, sorted by path (bytewise).
struct Source {
  std::filesystem::path named;
  bool is_folder = false;
  bool can_read_twice = true;  // false: a pipe, which may turn out to be empty when it is read
  std::string above;           // absolute path of the folder to which the files' paths are relative
  std::vector<SourceFile> files;
  std::map<std::string, std::size_t> left_out;  // number of files that are not documents, by extension

  std::filesystem::path path_of(const SourceFile& file) const {
    return is_folder ? named / file.path : named;
  }
  const SourceFile* find(std::string_view path) const;
};

// Lists the files of a SOURCE. Follows symbolic links and enters each folder once. Skips names that begin
// with a dot, callside.yaml, and search.yaml at the root. `as` is the format of every file whose format is
// recognised at all, and of a SOURCE that is a file. Fails, naming the SOURCE, if it is absent, unreadable or
// has no records. Does not read from a pipe.
Result<Source> look_through(const std::filesystem::path& named, std::optional<SourceFormat> as);

}  // namespace callside
