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
  std::uint64_t length = 0;  // where not chunked
};

// A request without its body.
struct RequestHead {
  HttpRequest request;
  Framing framing;
  bool keep_alive = true;         // as far as the client wishes
  bool expects_continue = false;  // the client waits for "100 Continue" before it sends the body
};

// Looks for the empty line that ends a head. Returns the number of bytes up to and with it; none: it is not
// there yet. A problem: there is no need to wait for it (too long, or a line that does not end in CR LF).
// `scanned` is how much of `bytes` an earlier call has seen already.
HttpResult<std::optional<std::size_t>> find_head_end(std::string_view bytes, std::size_t scanned,
                                                   const HttpLimits& limits);

// Reads a head that is complete, as RFC 9112 has it and no more leniently: whatever two readers could
// understand in two ways (folded lines, both lengths, two hosts) is refused. The request's id and peer are
// left empty.
HttpResult<RequestHead> parse_request_head(std::string_view head, const HttpLimits& limits);

}  // namespace callside
