#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "searchd/http/limits.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"

namespace callside {

// How a request's body is delimited.
struct Framing {
  bool chunked = false;
  std::uint64_t length = 0;  // if not chunked
};

// A request without its body.
struct RequestHead {
  HttpRequest request;
  Framing framing;
  bool keep_alive = true;         // the client wants to keep the connection open
  bool expects_continue = false;  // the client waits for "100 Continue" before it sends the body
};

// Looks for the empty line that ends a head. Returns the size of the head including that line, or nullopt if
// more bytes are needed. Returns a Problem if more bytes cannot help, because the head is too long or a line
// does not end in CR LF. `scanned` is the number of `bytes` that an earlier call has seen.
HttpResult<std::optional<std::size_t>> find_head_end(std::string_view bytes, std::size_t scanned,
                                                     const HttpLimits& limits);

// Parses a complete head strictly by RFC 9112. Refuses everything that two parsers could interpret
// differently, such as folded lines, two body lengths and two hosts. Leaves the request's id and peer empty.
HttpResult<RequestHead> parse_request_head(std::string_view head, const HttpLimits& limits);

}  // namespace callside
