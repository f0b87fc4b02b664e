#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "searchd/http/problem.h"

namespace callside {

// Takes the chunked transfer coding (RFC 9112, section 7.1) off a body as its bytes come in. Chunk extensions
// and trailers are dropped.
class ChunkedBody {
 public:
  explicit ChunkedBody(std::size_t limit) : limit_(limit) {}

  // Takes from the front of `bytes` what belongs to the body; what is left over when done() belongs to the
  // next request. 413 beyond the limit of decoded bytes, 400 where the coding is malformed.
  HttpResult<void> take(std::string_view& bytes);
  bool done() const { return state_ == State::done; }
  std::string& body() { return body_; }

 private:
  enum class State { size, data, data_end, trailer, done };

  HttpResult<void> take_line(std::string_view line);

  std::size_t limit_;
  State state_ = State::size;
  std::string line_;             // an unfinished line
  std::size_t lines_bytes_ = 0;  // of all size lines and trailers so far
  std::uint64_t left_ = 0;       // of the chunk
  std::string body_;
};

}  // namespace callside
