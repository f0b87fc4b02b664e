#pragma once

#include <string>

namespace callside {

// Who runs this process, for records that people read: the login name of its real user, or "user 1000" where
// the system has no name for it.
std::string user_name();

}  // namespace callside
