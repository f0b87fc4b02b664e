#include "indexer/sources/line_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace callside {

namespace {
constexpr std::size_t kBufferBytes = std::size_t{256} << 10U;
}  // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno("cannot read " + path.string());
  return LineReader(fd, path.string());
}

LineReader::LineReader(int fd, std::string path)
    : fd_(fd), path_(std::move(path)), buffer_(kBufferBytes, '\0') {}

LineReader::LineReader(LineReader&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)),
      at_(other.at_),
      size_(other.size_),
      number_(other.number_) {}

LineReader& LineReader::operator=(LineReader&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  std::swap(buffer_, other.buffer_);
  at_ = other.at_;
  size_ = other.size_;
  number_ = other.number_;
  return *this;
}

LineReader::~LineReader() {
  if (fd_ >= 0) ::close(fd_);
}

Result<bool> LineReader::fill() {
  at_ = 0;
  size_ = 0;
  const ssize_t n = ::read(fd_, buffer_.data(), buffer_.size());
  if (n < 0) {
    // Only a read from an idle pipe is interrupted in practice, and the only signals caught are those that
    // end the program.
    if (errno == EINTR) return fail(ErrorCode::interrupted, "interrupted");
    return fail_errno("cannot read " + path_);
  }
  size_ = static_cast<std::size_t>(n);
  return n > 0;
}

Result<LineReader::Found> LineReader::next(std::string& line, std::size_t limit) {
  line.clear();
  bool any = false;
  bool too_long = false;
  for (;;) {
    if (at_ == size_) {
      CALLSIDE_ASSIGN(const bool filled, fill());
      if (!filled) break;
    }
    if (!any) ++number_;
    any = true;
    const char* begin = buffer_.data() + at_;
    const auto* feed = static_cast<const char*>(std::memchr(begin, '\n', size_ - at_));
    const std::size_t length = feed != nullptr ? static_cast<std::size_t>(feed - begin) : size_ - at_;
    at_ += length + (feed != nullptr ? 1U : 0U);
    if (!too_long && line.size() + length > limit) {
      too_long = true;
      std::string().swap(line);
    }
    if (!too_long) line.append(begin, length);
    if (feed != nullptr) break;
  }
  if (!any) return Found::end;
  return too_long ? Found::too_long : Found::line;
}

}  // namespace callside
