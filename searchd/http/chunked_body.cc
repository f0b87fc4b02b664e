#include "searchd/http/chunked_body.h"

#include <algorithm>
#include <charconv>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// A body of one-byte chunks has five bytes of framing per byte and is still accepted.
constexpr std::size_t kLineBytesForEachByte = 8;
constexpr std::size_t kLongestLine = 4096;

}  // namespace

HttpResult<void> ChunkedBody::take(std::string_view& bytes) {
  while (!bytes.empty() && !done()) {
    if (state_ == State::data) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      body_.append(bytes.substr(0, n));
      bytes.remove_prefix(n);
      left_ -= n;
      if (left_ == 0) state_ = State::data_end;
      continue;
    }
    const std::size_t end = bytes.find('\n');
    const std::size_t n = end == std::string_view::npos ? bytes.size() : end + 1;
    line_.append(bytes.substr(0, n));
    bytes.remove_prefix(n);
    lines_bytes_ += n;
    if (line_.size() > kLongestLine || lines_bytes_ > limit_ * kLineBytesForEachByte + kLongestLine) {
      return refuse(400, "the chunked body is malformed");
    }
    if (end == std::string_view::npos) continue;
    if (auto taken = take_line(line_); !taken) return taken;
    line_.clear();
  }
  return {};
}

HttpResult<void> ChunkedBody::take_line(std::string_view line) {
  if (line.size() < 2 || line[line.size() - 2] != '\r') return refuse(400, "the chunked body is malformed");
  line.remove_suffix(2);
  if (std::any_of(line.begin(), line.end(), [](char c) { return is_ascii_control(c) && c != '\t'; })) {
    return refuse(400, "the chunked body is malformed");
  }
  switch (state_) {
    case State::size: {
      const auto parsed = std::from_chars(line.data(), line.data() + line.size(), left_, 16);
      line.remove_prefix(static_cast<std::size_t>(parsed.ptr - line.data()));
      // Blanks are allowed only before an extension.
      if (parsed.ec != std::errc() || (!line.empty() && trimmed(line).substr(0, 1) != ";")) {
        return refuse(400, "the chunked body is malformed");
      }
      if (left_ > limit_ - body_.size()) {
        return refuse(413, "at most " + std::to_string(limit_) + " bytes in the body");
      }
      state_ = left_ == 0 ? State::trailer : State::data;
      return {};
    }
    case State::data_end:
      if (!line.empty()) return refuse(400, "the chunked body is malformed");
      state_ = State::size;
      return {};
    case State::trailer:
      if (line.empty()) state_ = State::done;
      return {};
    case State::data:
    case State::done:
      break;
  }
  return {};
}

}  // namespace callside
