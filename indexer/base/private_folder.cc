#include "indexer/base/private_folder.h"

#include <cstdlib>
#include <system_error>
#include <utility>

namespace callside {
namespace fs = std::filesystem;

Result<PrivateFolder> PrivateFolder::make(const std::string& purpose) {
  std::error_code error;
  const fs::path base = fs::temp_directory_path(error);
  if (error) {
    return fail(ErrorCode::io, "there is no folder for temporary files: " + error.message(),
                "set TMPDIR to a writable folder");
  }
  std::string name = (base / ("callside-" + purpose + "-XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) return fail_errno("cannot create " + name);
  return PrivateFolder(name);
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept : path_(std::move(other.path_)) {
  other.path_.clear();
}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace callside
