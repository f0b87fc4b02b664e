#pragma once

#include <string>

#include "indexer/command_line/command_table.h"

namespace callside {

// A manual page in the man macros of groff_man(7), of section 1. Commands below `command` stand in the same
// page.
//
// `program`: the whole table. `command`: the part that the page is of, which may be `program` itself; then
// the page lists the commands, and each has a page of its own if `has_pages`.
std::string man_page(const CommandEntry& program, const CommandEntry& command, bool has_pages);

// "callside-index-build": the page's name.
std::string man_page_name(const CommandEntry& program, const CommandEntry& command);

}  // namespace callside
