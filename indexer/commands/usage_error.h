#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "indexer/base/error.h"

namespace callside {

// Explains why a command line was refused. The hint suggests the command or option that was probably meant,
// or names the --help that lists the valid ones. `arguments` excludes the program's name.
Error explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                    const CLI::ParseError& error);

}  // namespace callside
