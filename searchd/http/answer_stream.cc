#include "searchd/http/answer_stream.h"

#include <algorithm>
#include <cstring>

namespace callside {

Deadline AnswerStream::deadline() {
  if (deadline_ == Deadline{}) deadline_ = std::chrono::steady_clock::now() + allowed_;
  return deadline_;
}

bool AnswerStream::is_writable() const { return socket_.writable(std::chrono::steady_clock::now()); }

ssize_t AnswerStream::read(char* into, size_t size) {
  const std::size_t n = std::min(size, unread_.size());
  std::memcpy(into, unread_.data(), n);
  unread_.remove_prefix(n);
  return static_cast<ssize_t>(n);
}

ssize_t AnswerStream::write(const char* bytes, size_t size) {
  if (size == 0) return 0;
  const Deadline until = deadline();
  for (;;) {
    const std::ptrdiff_t n = socket_.send_now({bytes, size});
    if (n != 0) return n;
    entry_.enter(Connections::Phase::sending);
    if (!socket_.writable(until)) return -1;
  }
}

}  // namespace callside
