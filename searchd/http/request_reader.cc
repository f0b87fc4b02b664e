#include "searchd/http/request_reader.h"

#include <array>
#include <cstddef>
#include <optional>

#include "searchd/http/chunked_body.h"

namespace callside {

namespace {

constexpr std::size_t kReceiveBytes = 16U << 10U;

}  // namespace

void RequestReader::skip_blank_line() {
  if (blank_line_ || buffer_.compare(0, 2, "\r\n") != 0) return;
  buffer_.erase(0, 2);
  blank_line_ = true;
}

RequestReader::Arrived RequestReader::poll() {
  for (;;) {
    skip_blank_line();
    // A lone CR may become an empty line.
    if (!buffer_.empty() && (blank_line_ || buffer_ != "\r")) return Arrived::request;
    std::array<char, kReceiveBytes> bytes;
    const std::ptrdiff_t n = socket_.receive_now(bytes.data(), bytes.size());
    if (n == 0) return Arrived::end;
    if (n < 0) return Arrived::nothing;
    buffer_.append(bytes.data(), static_cast<std::size_t>(n));
  }
}

HttpResult<void> RequestReader::receive_more(Deadline deadline) {
  std::array<char, kReceiveBytes> bytes;
  const std::ptrdiff_t n = socket_.receive(bytes.data(), bytes.size(), deadline);
  if (n == 0) return refuse(kClosed, {});
  if (n < 0) return refuse(408, "the request did not arrive completely in time");
  buffer_.append(bytes.data(), static_cast<std::size_t>(n));
  return {};
}

HttpResult<RequestHead> RequestReader::read_head(Deadline deadline) {
  std::size_t scanned = 0;
  for (;;) {
    auto end = find_head_end(buffer_, scanned, limits_);
    if (!end) return tl::unexpected<Problem>(end.error());
    if (*end) {
      auto head = parse_request_head(std::string_view(buffer_).substr(0, **end), limits_);
      buffer_.erase(0, **end);
      return head;
    }
    scanned = buffer_.size();
    if (auto received = receive_more(deadline); !received) return tl::unexpected<Problem>(received.error());
  }
}

HttpResult<std::string> RequestReader::read_body(const RequestHead& head, Deadline deadline) {
  if (head.framing.length > limits_.body_bytes) {
    return refuse(413, "at most " + std::to_string(limits_.body_bytes) + " bytes in the body");
  }
  if (head.framing.length == 0 && !head.framing.chunked) return std::string();
  if (head.expects_continue && buffer_.empty() && !socket_.send("HTTP/1.1 100 Continue\r\n\r\n", deadline)) {
    return refuse(kClosed, {});
  }
  if (head.framing.chunked) {
    ChunkedBody chunked(limits_.body_bytes);
    for (;;) {
      std::string_view rest = buffer_;
      if (auto taken = chunked.take(rest); !taken) return tl::unexpected<Problem>(taken.error());
      buffer_.erase(0, buffer_.size() - rest.size());
      if (chunked.done()) return std::move(chunked.body());
      if (auto received = receive_more(deadline); !received) return tl::unexpected<Problem>(received.error());
    }
  }
  const auto length = static_cast<std::size_t>(head.framing.length);
  while (buffer_.size() < length) {
    if (auto received = receive_more(deadline); !received) return tl::unexpected<Problem>(received.error());
  }
  std::string body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return body;
}

HttpResult<IncomingRequest> RequestReader::read(Deadline deadline) {
  if (buffer_.front() == '\r' || buffer_.front() == '\n') {
    return refuse(400, "the request line is malformed: a line end precedes it");
  }
  blank_line_ = false;
  auto head = read_head(deadline);
  if (!head) return tl::unexpected<Problem>(head.error());
  auto body = read_body(*head, deadline);
  if (!body) return tl::unexpected<Problem>(body.error());
  IncomingRequest incoming{std::move(head->request), head->keep_alive};
  incoming.request.body = std::move(*body);
  return incoming;
}

}  // namespace callside
