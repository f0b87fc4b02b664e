#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace callside {

using Deadline = std::chrono::steady_clock::time_point;

// An accepted TCP connection; closed when the object goes. One thread uses it. Every wait ends at a deadline,
// which is what a socket's own time-outs can't give: they begin anew with each byte.
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  int fd() const { return fd_; }
  std::string peer() const;  // numeric; an IPv4 address mapped into IPv6 is given as IPv4

  // Bytes received (1 to size); 0: the client closed or the connection broke; -1: the deadline passed.
  std::ptrdiff_t receive(char* into, std::size_t size, Deadline deadline);
  // The same without waiting; -1: nothing has arrived.
  std::ptrdiff_t receive_now(char* into, std::size_t size);
  // False: not all could be sent in time.
  bool send(std::string_view bytes, Deadline deadline);
  // Bytes that could be sent without waiting; 0: none right now; -1: the connection broke.
  std::ptrdiff_t send_now(std::string_view bytes);
  // Waits until something can be sent, or the connection broke. False: the deadline passed.
  bool writable(Deadline deadline) const;

  // Ends our side and reads on until the client ends its own or the deadline passes. Closing with bytes
  // unread would make the kernel reset the connection, and the client lose the answer that it has not read
  // yet.
  void linger(Deadline deadline);

 private:
  int fd_;
};

}  // namespace callside
