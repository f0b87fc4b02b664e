#include "indexer/base/user_name.h"

#include <pwd.h>
#include <unistd.h>

#include <vector>

namespace callside {

std::string user_name() { return user_name(::getuid()); }

std::string user_name(uid_t user) {
  std::vector<char> buffer(1U << 14);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr &&
      *found->pw_name != '\0') {
    return found->pw_name;
  }
  return "user " + std::to_string(user);
}

}  // namespace callside
