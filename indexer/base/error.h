#pragma once

#include <string>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

namespace callside {

// Expected failures have one of these codes. exit_code() below maps a code to the exit status of the command
// line; searchd/http/problem.cc maps it to an HTTP status.
enum class ErrorCode {
  usage,          // the request itself is wrong
  invalid_input,  // a document, configuration or request is malformed
  not_found,
  io,           // reading or writing failed; a retry may succeed
  no_space,     // the disk is full or a quota is reached
  stopped,      // a guard or the gate stopped a publish
  rejected,     // done, but some documents were rejected
  old_index,    // the index has another format version or analysis than this program
  locked,       // another writer holds the index
  interrupted,  // SIGINT or SIGTERM, or a client that no longer waits
  changed,      // the data was replaced while it was being read; a retry succeeds
  internal,     // a bug, or an unexpected failure of a library
  damaged,      // a file of the index does not hold what was written to it
};

// `message` is one sentence that says what happened and where. `hint` says what to do; it may be empty.
// Neither holds text of a ticket or of a query.
struct Error {
  ErrorCode code;
  std::string message;
  std::string hint;
};

template <typename T>
class Result;

template <typename>
inline constexpr bool kIsResult = false;
template <typename T>
inline constexpr bool kIsResult<Result<T>> = true;

// A value or an Error. The compiler warns where a returned Result is ignored; tl::expected has no such
// attribute. Constructors are not inherited: tl::expected's would build a Result<bool> from another Result by
// its operator bool.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  using Base = tl::expected<T, Error>;

 public:
  Result() = default;
  Result(const tl::unexpected<Error>& error) : Base(error) {}
  Result(tl::unexpected<Error>&& error) : Base(std::move(error)) {}

  template <typename U = T>
  requires(!kIsResult<std::remove_cvref_t<U>> &&
           std::is_constructible_v<T, U&&>) explicit(!std::is_convertible_v<U&&, T>) Result(U&& value)
      : Base(tl::in_place, std::forward<U>(value)) {}
};

// A successful Result<void>: `return ok();`
inline Result<void> ok() { return {}; }

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

// The error of a failed system call. errno determines the code: ENOSPC and EDQUOT give no_space, ENOENT gives
// not_found, anything else io. `what` names the operation and the path: "cannot write /x/y".
tl::unexpected<Error> fail_errno(const std::string& what);

// Exit status of the process for a code, as listed in README.md and `--help`.
int exit_code(ErrorCode code);

}  // namespace callside

// Evaluates `expression`, a Result, and returns its error from the enclosing function if it failed.
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

// `CALLSIDE_ASSIGN(auto x, f());` declares x and sets it to the value of f(). Returns f()'s error from the
// enclosing function if f() failed.
#define CALLSIDE_ASSIGN(variable, expression) \
  CALLSIDE_ASSIGN_(CALLSIDE_CONCAT(result_, __LINE__), variable, expression)
