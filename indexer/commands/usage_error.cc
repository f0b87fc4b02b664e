#include "indexer/commands/usage_error.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/command_line/command_table.h"

namespace callside {

namespace {

// What a word is a slip for; empty: for nothing that there is.
std::string meant(const std::string& word, const std::vector<std::string>& known) {
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

std::string shown(const std::string& word) { return '"' + repair_utf8(word.substr(0, 60)) + '"'; }

std::vector<std::string> names_of(const std::vector<CommandEntry>& commands) {
  std::vector<std::string> names;
  for (const CommandEntry& one : commands) names.push_back(one.name);
  return names;
}

// The command that the arguments lead to, as far as they lead to one.
struct Reached {
  const CommandEntry* command = nullptr;
  std::string words;                 // "callside-index notice"
  std::string stray;                 // the word that stands where a command should
  std::vector<std::string> options;  // of this command and of those that it belongs to
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

Reached reach(const CommandEntry& program, const std::vector<std::string>& arguments) {
  Reached reached{&program, program.name, {}, {}};
  add_options(program, reached.options);
  for (std::size_t i = 0; i < arguments.size() && !reached.command->commands.empty(); ++i) {
    const std::string& word = arguments[i];
    if (word.starts_with('-')) {
      if (takes_value(*reached.command, word)) ++i;
      continue;
    }
    const auto& commands = reached.command->commands;
    const auto next = std::find_if(commands.begin(), commands.end(),
                                   [&](const CommandEntry& one) { return one.name == word; });
    if (next == commands.end()) {
      reached.stray = word;
      break;
    }
    reached.command = &*next;
    reached.words += " " + word;
    add_options(*next, reached.options);
  }
  return reached;
}

// The first option that the command does not have; empty: there is none.
std::string unknown_option(const Reached& reached, const std::vector<std::string>& arguments) {
  for (const std::string& word : arguments) {
    if (word == "--") break;
    if (!word.starts_with("--") || word.size() < 3) continue;
    const std::string name = word.substr(0, word.find('='));
    if (std::find(reached.options.begin(), reached.options.end(), name) == reached.options.end()) return name;
  }
  return {};
}

}  // namespace

Error explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                    const CLI::ParseError& error) {
  const CommandEntry table = read_command_table(program);
  const Reached reached = reach(table, arguments);
  const std::string lists = reached.words + " --help lists them all";
  if (!reached.stray.empty()) {
    const std::string nearest = meant(reached.stray, names_of(reached.command->commands));
    return {ErrorCode::usage, "there is no command " + shown(reached.stray),
            nearest.empty() ? lists : "did you mean \"" + reached.words + " " + nearest + "\"? " + lists};
  }
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    if (const std::string option = unknown_option(reached, arguments); !option.empty()) {
      const std::string nearest = meant(option, reached.options);
      return {ErrorCode::usage, reached.words + " has no option " + shown(option),
              nearest.empty() ? lists : "did you mean " + nearest + "? " + lists};
    }
  }
  if (!reached.command->commands.empty()) {
    std::string names;
    for (const std::string& name : names_of(reached.command->commands))
      names += (names.empty() ? "" : ", ") + name;
    return {ErrorCode::usage, reached.words + " needs a command: " + names,
            reached.words + " --help says what each is for"};
  }
  return {ErrorCode::usage, error.what(), reached.words + " --help says what it takes"};
}

}  // namespace callside
