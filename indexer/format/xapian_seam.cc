#include "indexer/format/xapian_seam.h"

#include <cstring>
#include <string_view>

namespace callside {

Error translate(const Xapian::Error& error, const std::string& what) {
  const std::string_view type = error.get_type();
  std::string message = what + ": " + error.get_msg();
  // The system's reason, where there is one ("No space left on device"), is kept apart by Xapian.
  const char* reason = error.get_error_string();
  if (reason != nullptr) message += std::string(" (") + reason + ")";
  if (reason != nullptr &&
      std::string_view(reason) == std::strerror(ENOSPC)) {  // NOLINT(concurrency-mt-unsafe)
    return Error{ErrorCode::no_space, message, "free space on that disk and run the command again"};
  }
  if (type == "DatabaseModifiedError") return Error{ErrorCode::changed, message, "ask again"};
  if (type == "DatabaseLockError")
    return Error{ErrorCode::locked, message, "wait for the other writer to end"};
  if (type == "DatabaseVersionError") return Error{ErrorCode::old_index, message, "build the index again"};
  if (type == "DatabaseNotFoundError" || type == "DatabaseOpeningError")
    return Error{ErrorCode::io, message, {}};
  if (type == "DatabaseCorruptError") return Error{ErrorCode::damaged, message, "build the index again"};
  return Error{ErrorCode::internal, message, {}};
}

}  // namespace callside
