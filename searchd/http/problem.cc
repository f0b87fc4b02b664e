#include "searchd/http/problem.h"

namespace callside {

namespace {

const char* title_of(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "A key is needed";
    case 403:
      return "Forbidden";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 408:
      return "The request took too long";
    case 413:
      return "The request is too large";
    case 414:
      return "The address is too long";
    case 415:
      return "Unsupported media type";
    case 417:
      return "Expectation failed";
    case 429:
      return "Too many requests";
    case 431:
      return "The request's headers are too large";
    case kClientLeft:
      return "The client left";
    case 501:
      return "Not implemented";
    case 503:
      return "Service unavailable";
    case 505:
      return "HTTP version not supported";
    default:
      return status < 500 ? "Bad request" : "Internal error";
  }
}

}  // namespace

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::invalid_input:
      return 400;
    case ErrorCode::not_found:
      return 404;
    // The index is being replaced or was written by another version of the program. Trying again later helps.
    case ErrorCode::old_index:
    case ErrorCode::locked:
    case ErrorCode::changed:
      return 503;
    case ErrorCode::interrupted:
      return kClientLeft;
    case ErrorCode::io:
    case ErrorCode::damaged:
    case ErrorCode::no_space:
    case ErrorCode::stopped:
    case ErrorCode::rejected:
    case ErrorCode::internal:
      return 500;
  }
  return 500;
}

Problem problem_of(const Error& error) {
  const int status = http_status(error.code);
  if (status == 400) return {status, error.message};
  if (status == 404) return {status, "not found, or this key may not see it"};
  if (status == kClientLeft) return {status, "the client has closed the connection"};
  if (status == 503) return {status, "the index cannot be read right now; try again", {{"Retry-After", "1"}}};
  return {status, "see the daemon's log under this request_id"};
}

Json problem_json(const Problem& problem, std::string_view request_id) {
  return {{"type", "about:blank"},
          {"title", title_of(problem.status)},
          {"status", problem.status},
          {"detail", problem.detail},
          {"request_id", request_id}};
}

std::string problem_text(const Problem& problem, std::string_view request_id) {
  return json_text(problem_json(problem, request_id));
}

}  // namespace callside
