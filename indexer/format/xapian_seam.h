#pragma once

#include <xapian.h>
#include <exception>
#include <new>
#include <string>
#include <type_traits>

#include "indexer/base/error.h"

namespace callside {

// Converts Xapian's exceptions into errors; no other code does. `what` names the action and its object:
// "cannot open /kb/x".
Error translate(const Xapian::Error& error, const std::string& what);

// Calls `call`, which uses Xapian, and returns its value, or its exception as an error. Xapian reads damaged
// files without checking every length, so the standard library's exceptions (such as for a string of
// exabytes) are reported as damage, too.
template <typename Call>
auto with_xapian(const std::string& what, Call call) -> Result<std::invoke_result_t<Call>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Call>>) {
      call();
      return ok();
    } else {
      return call();
    }
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(translate(error, what));
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::io, what + ": not enough memory", "free memory and try again");
  } catch (const std::exception& error) {
    return fail(ErrorCode::damaged, what + ": " + error.what(), "build the index again");
  }
}

}  // namespace callside
