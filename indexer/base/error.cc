#include "indexer/base/error.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace callside {

tl::unexpected<Error> fail_errno(const std::string& what) {
  const int number = errno;
  const std::string message = what + ": " + std::generic_category().message(number);
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return fail(ErrorCode::no_space, message, "free space on that disk and run the command again");
    case ENOENT:
      return fail(ErrorCode::not_found, message);
    case EACCES:
    case EPERM:
      return fail(ErrorCode::io, message,
                  "run the command as the user who owns that file, or change its permissions");
    default:
      return fail(ErrorCode::io, message);
  }
}

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return 2;
    case ErrorCode::rejected:
      return 3;
    case ErrorCode::stopped:
      return 4;
    case ErrorCode::old_index:
      return 11;
    case ErrorCode::locked:
      return 19;
    case ErrorCode::interrupted:
      return 130;
    case ErrorCode::invalid_input:
    case ErrorCode::not_found:
    case ErrorCode::io:
    case ErrorCode::damaged:
    case ErrorCode::no_space:
    case ErrorCode::changed:
    case ErrorCode::internal:
      return 1;
  }
  return 1;
}

}  // namespace callside
