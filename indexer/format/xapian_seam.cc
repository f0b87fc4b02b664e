#include "indexer/format/xapian_seam.h"

#include <cstring>
#include <string_view>

namespace callside {

Error translate(const Xapian::Error& error, const std::string& what) {
  const std::string_view type = error.get_type();
  std::string message = what + ": " + error.get_msg();
  // Xapian keeps the system's reason ("No space left on device") apart from the message.
  const char* reason = error.get_error_string();
  if (reason != nullptr) message += std::string(" (") + reason + ")";
  if (reason != nullptr &&
      std::string_view(reason) == std::strerror(ENOSPC)) {  // NOLINT(concurrency-mt-unsafe)
    return Error{ErrorCode::no_space, message, "free space on that disk and run the command again"};
  }
  if (type == "DatabaseModifiedError") return Error{ErrorCode::changed, message, "try again"};
  if (type == "DatabaseLockError")
    return Error{ErrorCode::locked, message, "wait for the other writer to finish"};
  if (type == "DatabaseVersionError") return Error{ErrorCode::old_index, message, "build the index again"};
  if (type == "DatabaseNotFoundError" || type == "DatabaseOpeningError")
    return Error{ErrorCode::io, message, {}};
  if (type == "DatabaseCorruptError") return Error{ErrorCode::damaged, message, "build the index again"};
  return Error{ErrorCode::internal, message, {}};
}

}  // namespace callside
