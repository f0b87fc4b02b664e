#include "indexer/commands/terminal/publication_report.h"

#include <unistd.h>

#include <iostream>

#include "indexer/commands/terminal/terminal.h"

namespace callside {

void add_note_option(CLI::App& command, std::string& note) {
  command.add_option("--note", note, "Reason to record in the log")->type_name("TEXT");
}

void add_keep_option(CLI::App& command, std::size_t& keep) {
  command
      .add_option("--keep", keep,
                  "Number of generations to keep; the published and the newest staged one are always kept [" +
                      std::to_string(kGenerationsKept) + "]")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}, "1 to 1000"))
      ->type_name("N");
}

void add_allow_removals_option(CLI::App& command, bool& allow_removals) {
  command.add_flag("--allow-removals", allow_removals,
                   "Publish even if more than 10 % of a kind, language or source would be removed");
}

void add_publish_options(CLI::App& command, PublishOptions& options) {
  command.add_flag("--stage", options.stage,
                   "Build the generation without publishing it; `publish` publishes it later");
  add_note_option(command, options.note);
  add_keep_option(command, options.keep);
  add_allow_removals_option(command, options.allow_removals);
}

const char* state_of(const Publication& publication) {
  return publication.published ? "published" : "staged";
}

std::string coloured_state(const Publication& publication) {
  return coloured(STDOUT_FILENO, publication.published ? Colour::green : Colour::yellow,
                  state_of(publication));
}

void print_error(const Error& error) {
  std::cerr << coloured(STDERR_FILENO, Colour::red, "callside-index:") << ' ' << error.message << '\n';
  if (!error.hint.empty()) std::cerr << "  " << error.hint << '\n';
}

void print_warning(const Error& error) {
  std::cerr << "callside-index: warning: " << error.message << '\n';
  if (!error.hint.empty()) std::cerr << "  " << error.hint << '\n';
}

void add_publication(const Publication& publication, nlohmann::json& report) {
  report["state"] = state_of(publication);
  report["before"] = publication.before.empty() ? nlohmann::json() : nlohmann::json(publication.before);
  if (!publication.cleanup_failures.empty()) {
    report["warnings"] = nlohmann::json::array();
    for (const Error& failure : publication.cleanup_failures) report["warnings"].push_back(failure.message);
  }
  if (publication.stopped) {
    report["stopped"] = {{"reason", publication.stopped->message}, {"hint", publication.stopped->hint}};
  }
}

int conclude(const Publication& publication, int status) {
  for (const Error& failure : publication.cleanup_failures) print_warning(failure);
  if (publication.log_failure) {
    print_warning({publication.log_failure->code,
                   "cannot write this to the log: " + publication.log_failure->message,
                   publication.log_failure->hint});
  }
  if (!publication.stopped) return status;
  print_error(*publication.stopped);
  return exit_code(publication.stopped->code);
}

}  // namespace callside
