#pragma once

#include <httplib.h>

#include <chrono>
#include <string>
#include <string_view>

#include "searchd/http/connections.h"
#include "searchd/http/socket.h"

namespace callside {

// What httplib writes an answer to. It reads the smallest of requests from it, in the place of the one that
// has been read already. The client has one deadline for taking the whole answer, from its first byte on.
class AnswerStream final : public httplib::Stream {
 public:
  // Both must outlive the stream.
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
