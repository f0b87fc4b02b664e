#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace callside::testing {

// A TCP connection to loopback that sends exactly the bytes of a test. Waits at most a minute for anything.
class RawClient {
 public:
  explicit RawClient(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  RawClient(RawClient&& other) noexcept : fd_(std::exchange(other.fd_, -1)), rest_(std::move(other.rest_)) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { close(); }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  int fd() const { return fd_; }

  // Returns false if the other end has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

  struct Answer {
    int status = 0;  // 0 if the connection ended before an answer
    std::string head;
    std::string body;
  };

  // Reads the next answer, with the body that its Content-Length announces.
  Answer answer(bool has_body = true) {
    std::size_t end = 0;
    while ((end = rest_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return {};
    }
    Answer answer;
    answer.head = rest_.substr(0, end + 2);
    rest_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + 9);
    const std::size_t length_at = answer.head.find("Content-Length: ");
    if (!has_body || length_at == std::string::npos) return answer;
    const auto length = static_cast<std::size_t>(std::atol(answer.head.c_str() + length_at + 16));
    while (rest_.size() < length && more()) {
    }
    answer.body = rest_.substr(0, length);
    rest_.erase(0, std::min(length, rest_.size()));
    return answer;
  }

  // Returns true if bytes or the end of the stream arrive within that time.
  bool readable(std::chrono::milliseconds within) const {
    pollfd poll_fd{fd_, POLLIN, 0};
    return ::poll(&poll_fd, 1, static_cast<int>(within.count())) > 0;
  }

  // Waits for bytes or the end of the stream. Returns true if the other end has closed and everything was
  // read.
  bool closed() { return rest_.empty() && !more(); }

 private:
  bool more() {
    if (!readable(std::chrono::minutes(1))) throw std::runtime_error("no bytes for a minute");
    char bytes[4096];
    const ssize_t n = ::recv(fd_, bytes, sizeof bytes, 0);
    if (n <= 0) return false;
    rest_.append(bytes, static_cast<std::size_t>(n));
    return true;
  }

  int fd_;
  std::string rest_;
};

}  // namespace callside::testing
