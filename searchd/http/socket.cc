#include "searchd/http/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace callside {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Returns true if `events` happened or the connection broke, which the next system call reports; false if the
// deadline passed.
bool wait_for(int fd, short events, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now()).count();
    const auto bounded = std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max());
    pollfd poll_fd{fd, events, 0};
    const int ready = ::poll(&poll_fd, 1, static_cast<int>(bounded));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;
    if (ready == 0 && steady_clock::now() >= deadline) return false;
  }
}

}  // namespace

Socket::~Socket() { ::close(fd_); }

std::string Socket::peer() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getpeername(fd_, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto* ip = reinterpret_cast<const sockaddr_in*>(&address);
    ::inet_ntop(AF_INET, &ip->sin_addr, text.data(), text.size());
  } else if (address.ss_family == AF_INET6) {
    const auto* ip = reinterpret_cast<const sockaddr_in6*>(&address);
    const bool mapped = IN6_IS_ADDR_V4MAPPED(&ip->sin6_addr);
    if (mapped) {
      ::inet_ntop(AF_INET, &ip->sin6_addr.s6_addr[12], text.data(), text.size());
    } else {
      ::inet_ntop(AF_INET6, &ip->sin6_addr, text.data(), text.size());
    }
  }
  return text.data();
}

std::ptrdiff_t Socket::receive(char* into, std::size_t size, Deadline deadline) {
  for (;;) {
    // Checked even if bytes have arrived: a client that never stops sending would otherwise have no deadline.
    if (steady_clock::now() >= deadline) return -1;
    const std::ptrdiff_t n = receive_now(into, size);
    if (n >= 0) return n;
    if (!wait_for(fd_, POLLIN, deadline)) return -1;
  }
}

std::ptrdiff_t Socket::receive_now(char* into, std::size_t size) {
  for (;;) {
    const ssize_t n = ::recv(fd_, into, size, MSG_DONTWAIT);
    if (n >= 0) return n;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return -1;
    if (errno != EINTR) return 0;
  }
}

std::ptrdiff_t Socket::send_now(std::string_view bytes) {
  for (;;) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n >= 0) return n;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
    if (errno != EINTR) return -1;
  }
}

Socket::Client Socket::client() const {
  pollfd poll_fd{fd_, POLLRDHUP, 0};
  // Unlike recv(2), poll(2) sees the end behind bytes that have not been read, such as a pipelined request.
  if (::poll(&poll_fd, 1, 0) <= 0) return Client::open;
  if ((poll_fd.revents & (POLLHUP | POLLERR)) != 0) return Client::gone;
  return Client::ended;
}

bool Socket::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const std::ptrdiff_t n = send_now(bytes);
    if (n < 0 || (n == 0 && !writable(deadline))) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool Socket::writable(Deadline deadline) const { return wait_for(fd_, POLLOUT, deadline); }

void Socket::linger(Deadline deadline) {
  ::shutdown(fd_, SHUT_WR);
  std::array<char, 16U << 10U> discarded;
  while (receive(discarded.data(), discarded.size(), deadline) > 0) {
  }
}

}  // namespace callside
