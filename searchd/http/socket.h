#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace callside {

using Deadline = std::chrono::steady_clock::time_point;

// An accepted TCP connection, closed by the destructor. One thread uses it. Every wait ends at a deadline;
// the time-outs of the socket itself start anew with each byte.
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  int fd() const { return fd_; }
  std::string peer() const;  // numeric; an IPv4-mapped IPv6 address is returned as IPv4

  // Returns the number of bytes received (1 to size), 0 if the client closed or the connection broke, or -1
  // if the deadline passed.
  std::ptrdiff_t receive(char* into, std::size_t size, Deadline deadline);
  // The same without waiting; -1 if nothing has arrived.
  std::ptrdiff_t receive_now(char* into, std::size_t size);
  // Returns false if not all bytes could be sent in time.
  bool send(std::string_view bytes, Deadline deadline);
  // Returns the number of bytes that could be sent without waiting, 0 if none, or -1 if the connection broke.
  std::ptrdiff_t send_now(std::string_view bytes);
  // What is known of the client without sending anything. `ended`: it sends no more, but may still wait for
  // an answer; nothing on the wire tells a closed socket from one that is only shut down for writing. The
  // same after this side ended the reading. `gone`: the connection broke.
  enum class Client { open, ended, gone };
  Client client() const;
  // Waits until something can be sent or the connection breaks. Returns false if the deadline passed.
  bool writable(Deadline deadline) const;

  // Ends the daemon's side, then reads until the client ends its own or the deadline passes. If the socket
  // were closed with bytes unread, the kernel would reset the connection, and the client would lose an answer
  // that it has not read yet.
  void linger(Deadline deadline);

 private:
  int fd_;
};

}  // namespace callside
