#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "indexer/base/error.h"

namespace callside {

// A failed system call on a file or folder, as fail_errno(act + " " + path) reports it. If a permission is
// missing, the error also says which file or folder bars the way, whose it is, and how to get in.
// `act`: "cannot open".
tl::unexpected<Error> fail_on_file(const std::string& act, const std::filesystem::path& path);

// The same for a call that reports by `error` instead of errno.
tl::unexpected<Error> fail_on_file(const std::string& act, const std::filesystem::path& path,
                                   const std::error_code& error);

}  // namespace callside
