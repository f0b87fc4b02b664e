#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "indexer/base/error.h"

namespace callside {

// The error of a failed system call on a file or folder: fail_errno(act + " " + path). `act` is text such as
// "cannot open". If a permission is missing, the error also names the file or folder that denies the access
// and its owner, and the hint gives the command that grants the access.
tl::unexpected<Error> fail_on_file(const std::string& act, const std::filesystem::path& path);

// The same for a function that reports its failure in `error` instead of errno.
tl::unexpected<Error> fail_on_file(const std::string& act, const std::filesystem::path& path,
                                   const std::error_code& error);

}  // namespace callside
