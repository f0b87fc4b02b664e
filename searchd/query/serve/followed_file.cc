#include "searchd/query/serve/followed_file.h"

#include <sys/stat.h>

#include <algorithm>

#include "indexer/base/file_time.h"

namespace callside {

FileVersion FileVersion::of(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};
  return {info.st_ino, info.st_size, nanoseconds(info.st_mtim)};
}

void Retry::failed(Clock::time_point now) {
  wait_ = std::clamp(2 * wait_, first_, longest_);
  at_ = now + wait_;
}

bool FollowedFile::is_due(Retry::Clock::time_point now) {
  const FileVersion version = FileVersion::of(path_);
  const bool is_new = version != (has_failed_ ? looked_at_ : read_);
  if (!is_new && !(has_failed_ && retry_.is_due(now))) return false;
  looked_at_ = version;
  return true;
}

void FollowedFile::was_read() {
  read_ = looked_at_;
  has_failed_ = false;
  retry_.reset();
}

void FollowedFile::failed(Retry::Clock::time_point now) {
  has_failed_ = true;
  retry_.failed(now);
}

}  // namespace callside
