#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/http/json_text.h"

namespace callside {

// Why a request was not answered, as its client gets to read it (RFC 9457, application/problem+json).
struct Problem {
  int status = 500;
  std::string detail;  // for the person who wrote the request: never the inside of the daemon, nor what may
                       // not be seen
  std::vector<std::pair<std::string, std::string>> headers =
      {};  // of the answer, such as Allow or Retry-After
};

// A handler's answer, or why there is none.
template <typename T>
using Answered = tl::expected<T, Problem>;

inline tl::unexpected<Problem> refuse(int status, std::string detail) {
  return tl::unexpected<Problem>(Problem{status, std::move(detail)});
}

// The one table of what an ErrorCode is over HTTP.
int http_status(ErrorCode code);

// The Problem of a failed call. The message of a client's mistake is passed on; that of ours stays in the
// log.
Problem problem_of(const Error& error);

// A problem as JSON, and its text.
Json problem_json(const Problem& problem, std::string_view request_id);
std::string problem_text(const Problem& problem, std::string_view request_id);

}  // namespace callside
