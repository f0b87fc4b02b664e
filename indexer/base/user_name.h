#pragma once

#include <sys/types.h>

#include <string>

namespace callside {

// Login name of the real user of this process, for records that people read. Returns "user 1000" if the
// system has no name for the user id.
std::string user_name();
// The same for any user id.
std::string user_name(uid_t user);

}  // namespace callside
