#include "indexer/command_line/command_table.h"

#include <CLI/CLI.hpp>
#include <cstddef>

namespace callside {

namespace {

// Splits the type name that CLI11 makes of a value's name and the descriptions of its checks, such as
// "WHICH:{new,same}" or "N:1 to 1000".
void read_value(const CLI::Option& option, CommandOption& out) {
  if (option.get_expected_max() == 0) return;
  out.value = option.get_type_name();
  if (const std::size_t set = out.value.find(":{"); set != std::string::npos) {
    const std::size_t end = out.value.find('}', set);
    for (std::size_t at = set + 2; at < end;) {
      const std::size_t comma = std::min(out.value.find(',', at), end);
      out.values.push_back(out.value.substr(at, comma - at));
      at = comma + 1;
    }
    out.value.resize(set);
  }
  // The text after a colon is a check if it has a space or is POSITIVE. "HOST:PORT" is only a name.
  const std::size_t colon = out.value.find(':');
  if (colon != std::string::npos &&
      (out.value.find(' ', colon) != std::string::npos || out.value.substr(colon) == ":POSITIVE"))
    out.value.resize(colon);
}

CommandOption read_option(const CLI::Option& option) {
  CommandOption out;
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  if (out.names.empty()) out.positional = option.get_name();
  out.help = option.get_description();
  out.required = option.get_required();
  out.repeatable = option.get_items_expected_max() > 1;
  read_value(option, out);
  return out;
}

}  // namespace

CommandEntry read_command_table(const CLI::App& app) {
  CommandEntry entry{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
  for (const CLI::Option* option : app.get_options(nullptr)) {
    if (!option->get_group().empty()) entry.options.push_back(read_option(*option));
  }
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (!command->get_group().empty()) entry.commands.push_back(read_command_table(*command));
  }
  return entry;
}

}  // namespace callside
