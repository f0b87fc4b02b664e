#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace callside {

// Every expected failure has one of these codes. What a code means to a caller stands in two tables:
// exit_code() below for the command line, and searchd/http/problem.cc for HTTP.
enum class ErrorCode {
  usage,          // the caller asked for something that cannot be asked
  invalid_input,  // a document, configuration or request is malformed
  not_found,
  io,           // reading or writing failed; another time it may not
  no_space,     // the disk is full, or a quota is reached
  stopped,      // a guard or the gate stopped a publish
  rejected,     // done, but some documents were rejected
  old_index,    // the index has another format version or analysis than this program
  locked,       // another writer holds the index
  interrupted,  // SIGINT or SIGTERM
  changed,      // what was being read was replaced under the reader; asking again helps
  internal,     // a bug, or a library failed in a way that we don't know
  damaged,      // a file of the index holds something else than was written into it
};

// A failure: what happened (message: one sentence, naming the place) and the way out (hint: may be empty).
// Messages never hold the text of a ticket or of a query.
struct Error {
  ErrorCode code;
  std::string message;
  std::string hint;
};

template <typename T>
using Result = tl::expected<T, Error>;

// Result<void> that succeeded: `return ok();`
inline Result<void> ok() { return {}; }

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

// A failed system call: errno decides the code (ENOSPC and EDQUOT are no_space, ENOENT is not_found).
// `what` names the act and the path: "cannot write /x/y".
tl::unexpected<Error> fail_errno(const std::string& what);

// The process's exit status for a code, as README.md and `--help` list them.
int exit_code(ErrorCode code);

}  // namespace callside

// Returns the error of `expression` (a Result) to the caller, if it holds one.
#define CALLSIDE_TRY(expression)                                            \
  do {                                                                      \
    if (auto result_ = (expression); !result_) {                            \
      return tl::unexpected<::callside::Error>(std::move(result_).error()); \
    }                                                                       \
  } while (false)

#define CALLSIDE_CONCAT_(a, b) a##b
#define CALLSIDE_CONCAT(a, b) CALLSIDE_CONCAT_(a, b)
#define CALLSIDE_ASSIGN_(result, variable, expression)                              \
  auto result = (expression);                                                       \
  if (!result) return tl::unexpected<::callside::Error>(std::move(result).error()); \
  variable = std::move(*result)

// `CALLSIDE_ASSIGN(auto x, f());` declares x as the value of f(), or returns f()'s error.
#define CALLSIDE_ASSIGN(variable, expression) \
  CALLSIDE_ASSIGN_(CALLSIDE_CONCAT(result_, __LINE__), variable, expression)
