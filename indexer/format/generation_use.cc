#include "indexer/format/generation_use.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "indexer/base/file_error.h"

namespace callside {

Result<GenerationUse> GenerationUse::begin(const IndexFolder& folder, const std::string& name) {
  const std::filesystem::path path = folder.generation(name) / kInUseFile;
  GenerationUse use;
  use.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (use.fd_ < 0) return fail_on_file("cannot open", path);
  if (::flock(use.fd_, LOCK_SH | LOCK_NB) != 0)
    return fail(ErrorCode::changed, "generation " + name + " is being removed", "try again");
  return use;
}

GenerationUse::GenerationUse(GenerationUse&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

GenerationUse& GenerationUse::operator=(GenerationUse&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

GenerationUse::~GenerationUse() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace callside
