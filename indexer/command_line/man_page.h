#pragma once

#include <string>

#include "indexer/command_line/command_table.h"

namespace callside {

// The manual page, in section 1, of `command`, written in the man macros of groff_man(7). `program` is the
// whole table; `command` is `program` itself or one of its commands, by reference into the table.
//
// The page of a command also describes its subcommands. The page of the program describes all commands, or,
// if `has_pages`, lists them and refers to their own pages.
std::string man_page(const CommandEntry& program, const CommandEntry& command, bool has_pages);

// Name of the page, such as "callside-index-build".
std::string man_page_name(const CommandEntry& program, const CommandEntry& command);

}  // namespace callside
