#pragma once

#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/publish/publish.h"

namespace callside {

// Options and reports of the commands that make or publish generations.

// Adds --stage, --note, --keep and --allow-removals.
void add_publish_options(CLI::App& command, PublishOptions& options);
// The single options, for commands that do not have them all.
void add_note_option(CLI::App& command, std::string& note);
void add_keep_option(CLI::App& command, std::size_t& keep);
void add_allow_removals_option(CLI::App& command, bool& allow_removals);

// "published" or "staged".
const char* state_of(const Publication& publication);
// The same for standard output, coloured if that is a terminal.
std::string coloured_state(const Publication& publication);
// Prints an error and its hint on standard error.
void print_error(const Error& error);
// The same for a failure that did not keep the command from its work.
void print_warning(const Error& error);

// Adds "state", "before", "stopped" and "warnings" to a report.
void add_publication(const Publication& publication, nlohmann::json& report);

// Prints on standard error why the generation was not published, and what could not be cleaned up or logged.
// Returns the command's exit status: 4 if a guard, the gate or a hold stopped it, else `status`.
int conclude(const Publication& publication, int status);

}  // namespace callside
