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
// counted from the first byte that is sent.
class AnswerStream final : public httplib::Stream {
 public:
  // `socket` and `entry` must outlive the stream.
  AnswerStream(Socket& socket, Connections::Entry& entry, std::chrono::milliseconds allowed)
      : socket_(socket), entry_(entry), allowed_(allowed) {}

  bool is_readable() const override { return !unread_.empty(); }
  bool is_writable() const override;
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_.fd(); }

 private:
  Deadline deadline();

  Socket& socket_;
  Connections::Entry& entry_;
  const std::chrono::milliseconds allowed_;
  Deadline deadline_{};  // unset until the first byte
  std::string_view unread_ = "GET / HTTP/1.1\r\n\r\n";
};

}  // namespace callside
