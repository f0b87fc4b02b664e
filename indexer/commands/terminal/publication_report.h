#pragma once

#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/publish/publish.h"

namespace callside {

// What the commands that make generations have in common: options, and how they report what became of one.

// --stage, --note, --keep, --allow-removals.
void add_publish_options(CLI::App& command, PublishOptions& options);
// Those of them that publishing, too, has.
void add_note_option(CLI::App& command, std::string& note);
void add_keep_option(CLI::App& command, std::size_t& keep);
void add_allow_removals_option(CLI::App& command, bool& allow_removals);

// "published" or "staged".
const char* state_of(const Publication& publication);
// The same for standard output, in a colour where that is a terminal.
std::string coloured_state(const Publication& publication);
// Says on standard error why a command failed, and the way out.
void print_error(const Error& error);
// Says on standard error what is not as it should be, though the command did its work.
void print_warning(const Error& error);

// Adds "state", "before", "stopped" and "warnings" to a report.
void add_publication(const Publication& publication, nlohmann::json& report);

// Says on standard error what kept it from being published, and what could not be tidied up or logged. Gives
// the command's exit status: 4 where it was stopped, else `status`.
int conclude(const Publication& publication, int status);

}  // namespace callside
