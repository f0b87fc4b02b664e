#include "indexer/commands/usage_error.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/command_line/command_table.h"

namespace callside {

namespace {

// Returns the known name that `word` is probably a typo or a beginning of, or an empty string.
std::string closest_name(const std::string& word, const std::vector<std::string>& known) {
  const std::vector<std::string_view> keys(known.begin(), known.end());
  const std::string nearest(nearest_key(word, keys));
  const std::size_t most = std::max<std::size_t>(1, std::min(word.size(), nearest.size()) / 3);
  if (!nearest.empty() && key_distance(word, nearest) <= most) return nearest;
  // "--redact" for "--redact-report".
  for (const std::string& one : known) {
    if (word.size() > 3 && one.starts_with(word)) return one;
  }
  return {};
}

std::string quoted(const std::string& word) { return '"' + repair_utf8(word.substr(0, 60)) + '"'; }

std::vector<std::string> names_of(const std::vector<CommandEntry>& commands) {
  std::vector<std::string> names;
  for (const CommandEntry& one : commands) names.push_back(one.name);
  return names;
}

// The innermost command that the arguments name.
struct ResolvedCommand {
  const CommandEntry* command = nullptr;
  std::string words;                 // "callside-index notice"
  std::string unknown_word;          // the first word that should name a command and does not
  std::vector<std::string> options;  // of this command and its parents
};

void add_options(const CommandEntry& command, std::vector<std::string>& options) {
  for (const CommandOption& option : command.options)
    options.insert(options.end(), option.names.begin(), option.names.end());
}

bool takes_value(const CommandEntry& command, const std::string& name) {
  return std::any_of(command.options.begin(), command.options.end(), [&](const CommandOption& option) {
    return !option.value.empty() &&
           std::find(option.names.begin(), option.names.end(), name) != option.names.end();
  });
}

ResolvedCommand resolve(const CommandEntry& program, const std::vector<std::string>& arguments) {
  ResolvedCommand resolved{&program, program.name, {}, {}};
  add_options(program, resolved.options);
  for (std::size_t i = 0; i < arguments.size() && !resolved.command->commands.empty(); ++i) {
    const std::string& word = arguments[i];
    if (word.starts_with('-')) {
      if (takes_value(*resolved.command, word)) ++i;
      continue;
    }
    const auto& commands = resolved.command->commands;
    const auto next = std::find_if(commands.begin(), commands.end(),
                                   [&](const CommandEntry& one) { return one.name == word; });
    if (next == commands.end()) {
      resolved.unknown_word = word;
      break;
    }
    resolved.command = &*next;
    resolved.words += " " + word;
    add_options(*next, resolved.options);
  }
  return resolved;
}

// Returns the first option that the command does not have, or an empty string.
std::string unknown_option(const ResolvedCommand& resolved, const std::vector<std::string>& arguments) {
  for (const std::string& word : arguments) {
    if (word == "--") break;
    if (!word.starts_with("--") || word.size() < 3) continue;
    const std::string name = word.substr(0, word.find('='));
    if (std::find(resolved.options.begin(), resolved.options.end(), name) == resolved.options.end())
      return name;
  }
  return {};
}

}  // namespace

Error explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                    const CLI::ParseError& error) {
  const CommandEntry table = read_command_table(program);
  const ResolvedCommand resolved = resolve(table, arguments);
  const std::string lists = resolved.words + " --help lists all commands and options";
  if (!resolved.unknown_word.empty()) {
    const std::string nearest = closest_name(resolved.unknown_word, names_of(resolved.command->commands));
    return {ErrorCode::usage, "unknown command " + quoted(resolved.unknown_word),
            nearest.empty() ? lists : "did you mean \"" + resolved.words + " " + nearest + "\"? " + lists};
  }
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    if (const std::string option = unknown_option(resolved, arguments); !option.empty()) {
      const std::string nearest = closest_name(option, resolved.options);
      return {ErrorCode::usage, resolved.words + " has no option " + quoted(option),
              nearest.empty() ? lists : "did you mean " + nearest + "? " + lists};
    }
  }
  if (!resolved.command->commands.empty()) {
    std::string names;
    for (const std::string& name : names_of(resolved.command->commands))
      names += (names.empty() ? "" : ", ") + name;
    return {ErrorCode::usage, resolved.words + " needs a command: " + names,
            resolved.words + " --help describes each"};
  }
  return {ErrorCode::usage, error.what(), resolved.words + " --help lists its options and arguments"};
}

}  // namespace callside
