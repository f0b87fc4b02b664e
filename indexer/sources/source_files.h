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
  std::string path;  // below the source, '/'-separated; of a source that is a file: its name
  SourceFormat format;
};

// A SOURCE as the user named it, and the files in it that hold documents, sorted by path (by bytes).
struct Source {
  std::filesystem::path named;
  bool is_folder = false;
  bool can_read_twice = true;  // false: a pipe; whether it holds a record shows when it is read
  std::string above;           // the absolute path of the folder that the files' paths lie below
  std::vector<SourceFile> files;
  std::map<std::string, std::size_t> left_out;  // how many files of which extension are not documents

  std::filesystem::path path_of(const SourceFile& file) const {
    return is_folder ? named / file.path : named;
  }
  const SourceFile* find(std::string_view path) const;
};

// Looks through a SOURCE. Folders are followed through symbolic links, each once; files and folders whose
// name begins with a dot, callside.yaml, and search.yaml at the root are not documents. With `as`, every file
// that a format could be told for is of that format, and of a SOURCE that is a file, it always is. An error,
// naming the SOURCE, where it is absent or can't be read, or holds no record. Of a pipe nothing is read here.
Result<Source> look_through(const std::filesystem::path& named, std::optional<SourceFormat> as);

}  // namespace callside
