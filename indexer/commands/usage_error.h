#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "indexer/base/error.h"

namespace callside {

// What is wrong with a command line, in words that name the way out: the command or option that was meant, or
// where the right ones are listed. `arguments`: all but the program's name.
Error explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                    const CLI::ParseError& error);

}  // namespace callside
