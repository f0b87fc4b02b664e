#include "searchd/http/answer_stream.h"

#include <algorithm>
#include <cstring>

namespace callside {

namespace {

constexpr std::string_view kFirstByte = "H";  // of "HTTP/1.1"

}  // namespace

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

bool AnswerStream::client_left() {
  if (socket_.client() == Socket::Client::ended && !begun_) begun_ = socket_.send_now(kFirstByte) == 1;
  return socket_.client() == Socket::Client::gone;
}

ssize_t AnswerStream::write(const char* bytes, size_t size) {
  const Deadline until = deadline();
  std::string_view rest(bytes, size);
  if (begun_ && !rest.empty()) {
    rest.remove_prefix(kFirstByte.size());
    begun_ = false;
  }
  while (!rest.empty()) {
    const std::ptrdiff_t n = socket_.send_now(rest);
    if (n < 0) return -1;
    rest.remove_prefix(static_cast<std::size_t>(n));
    if (n > 0) continue;
    entry_.enter(Connections::Phase::sending);
    if (!socket_.writable(until)) return -1;
  }
  return static_cast<ssize_t>(size);
}

}  // namespace callside
