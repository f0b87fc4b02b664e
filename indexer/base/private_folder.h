#pragma once

#include <filesystem>

#include "indexer/base/error.h"

namespace callside {

// A new folder below the system's folder for temporary files, with mode 0700. The destructor removes it and
// everything in it.
class PrivateFolder {
 public:
  // `purpose` becomes part of the name: "callside-PURPOSE-Xy12Zz".
  static Result<PrivateFolder> make(const std::string& purpose);
  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace callside
