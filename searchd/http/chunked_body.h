#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "searchd/http/problem.h"

namespace callside {

// Decodes a body in the chunked transfer coding (RFC 9112, section 7.1) as its bytes arrive. Ignores chunk
// extensions and trailers.
class ChunkedBody {
 public:
  explicit ChunkedBody(std::size_t limit) : limit_(limit) {}

  // Decodes and removes from the front of `bytes` what belongs to the body. Any bytes that remain when done()
  // belong to the next request. 413 if the decoded body exceeds `limit` bytes, 400 if the coding is
  // malformed.
  HttpResult<void> take(std::string_view& bytes);
  bool done() const { return state_ == State::done; }
  std::string& body() { return body_; }

 private:
  enum class State { size, data, data_end, trailer, done };

  HttpResult<void> take_line(std::string_view line);

  std::size_t limit_;
  State state_ = State::size;
  std::string line_;             // an unfinished line
  std::size_t lines_bytes_ = 0;  // total size of the size lines and trailers so far
  std::uint64_t left_ = 0;       // bytes of the current chunk still to come
  std::string body_;
};

}  // namespace callside
