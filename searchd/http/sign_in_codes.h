#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "searchd/http/state_folder.h"

namespace callside {

// One-time codes for sign-in links. A browser keeps the address of a page in its history, so a link must not
// hold a key: it holds a code, which opens a session of that key once and soon expires. Codes are kept in the
// state folder, as SHA-256, so that `key link` can make one while the daemon runs. Any thread may call it.
class SignInCodes {
 public:
  explicit SignInCodes(const StateFolder& folder) : folder_(folder.path()), file_(folder.sign_in_codes()) {}

  // New codes of 128 random bits, one for each of these keys (by their SHA-256), in that order.
  Result<std::vector<std::string>> make(const std::vector<std::string>& keys_sha256, Moment now,
                                        std::chrono::minutes lifetime) const;

  // Uses the code up and returns its key's SHA-256. It is used up on the disk before this returns. Returns
  // nullopt if it is unknown, used or expired.
  Result<std::optional<std::string>> take(std::string_view code, Moment now) const;

 private:
  const std::filesystem::path folder_;
  const std::filesystem::path file_;
};

}  // namespace callside
