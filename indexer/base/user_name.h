#pragma once

#include <sys/types.h>

#include <string>

namespace callside {

// Who runs this process, for records that people read: the login name of its real user, or "user 1000" where
// the system has no name for it.
std::string user_name();
// The same for any user.
std::string user_name(uid_t user);

}  // namespace callside
