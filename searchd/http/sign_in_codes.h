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

// One-time codes for sign-in links. Browsers keep the addresses of pages in their history, so a link must not
// contain a key. It contains a code, which starts one session of the key and expires soon. The state folder
// stores the SHA-256 of codes, so that `key link` can make codes while the daemon runs. Any thread may call
// it.
class SignInCodes {
 public:
  explicit SignInCodes(const StateFolder& folder) : folder_(folder.path()), file_(folder.sign_in_codes()) {}

  // Makes a code of 128 random bits for each of these keys (given by their SHA-256), in that order.
  Result<std::vector<std::string>> make(const std::vector<std::string>& keys_sha256, Moment now,
                                        std::chrono::minutes lifetime) const;

  // Uses the code up, on disk before it returns. Returns the SHA-256 of the key, or nullopt if the code is
  // unknown, used or expired.
  Result<std::optional<std::string>> take(std::string_view code, Moment now) const;

 private:
  const std::filesystem::path folder_;
  const std::filesystem::path file_;
};

}  // namespace callside
