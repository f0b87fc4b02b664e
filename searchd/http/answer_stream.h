#pragma once

#include <httplib.h>

#include <chrono>
#include <string>
#include <string_view>

#include "searchd/http/connections.h"
#include "searchd/http/socket.h"

namespace callside {

// The stream that httplib writes an answer to. RequestReader has read the request already, so reading from
// the stream yields a minimal request in its place. The client must take the whole answer within `allowed`,
// counted from the first write().
class AnswerStream final : public httplib::Stream {
 public:
  // `socket` and `entry` must outlive the stream.
  AnswerStream(Socket& socket, Connections::Entry& entry, std::chrono::milliseconds allowed)
      : socket_(socket), entry_(entry), allowed_(allowed) {}

  bool is_readable() const override { return !unread_.empty(); }
  bool is_writable() const override;
  ssize_t read(char* into, size_t size) override;
  // Sends everything or returns -1: httplib 0.11 does not look at how much of a head was sent.
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_.fd(); }

  // Returns true if the client has closed the connection. Call it before the first write(). Does not wait.
  //
  // A client may end its side after its request and still wait for the answer (`nc -N` does), and such
  // clients are answered. One that closed its socket looks the same until it is sent something: then its
  // system resets the connection. So the first call that sees the end of the client's side sends the first
  // byte of the answer, which is the same for every answer, and the connection is broken one round trip
  // later.
  bool client_left();

 private:
  Deadline deadline();

  Socket& socket_;
  Connections::Entry& entry_;
  const std::chrono::milliseconds allowed_;
  Deadline deadline_{};  // unset until write() was called
  bool begun_ = false;   // client_left() has sent kFirstByte
  std::string_view unread_ = "GET / HTTP/1.1\r\n\r\n";
};

}  // namespace callside
