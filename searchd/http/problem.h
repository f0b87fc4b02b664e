#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/http/json_text.h"

namespace callside {

// Why a request failed, as the client reads it (RFC 9457, application/problem+json).
struct Problem {
  int status = 500;
  // For the author of the request. Never reveals internals of the daemon or documents that the client may not
  // see.
  std::string detail;
  // Headers of the answer, such as Allow or Retry-After.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// The result of handling a request, or the Problem to answer it with.
template <typename T>
using HttpResult = tl::expected<T, Problem>;

inline tl::unexpected<Problem> refuse(int status, std::string detail) {
  return tl::unexpected<Problem>(Problem{status, std::move(detail)});
}

// Status of a request whose client has closed the connection. It is nginx's and appears in the log and in
// /metrics only.
inline constexpr int kClientLeft = 499;

// Maps an ErrorCode to an HTTP status; the only such table.
int http_status(ErrorCode code);

// Returns the Problem for an error of the engine. It repeats the message of errors that the client made;
// other details belong in the log.
Problem problem_of(const Error& error);

// The problem as JSON, and as its text.
Json problem_json(const Problem& problem, std::string_view request_id);
std::string problem_text(const Problem& problem, std::string_view request_id);

}  // namespace callside
