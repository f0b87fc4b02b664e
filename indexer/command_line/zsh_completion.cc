#include <algorithm>
#include <string_view>

#include "indexer/command_line/shell_completion.h"

namespace callside {

namespace {

// Escapes text for a specification of _arguments, which is in single quotes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += std::string("\\") + c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string action(const CommandOption& option) {
  if (!option.values.empty()) {
    std::string values;
    for (const std::string& value : option.values) values += (values.empty() ? "" : " ") + value;
    return "(" + values + ")";
  }
  if (option.takes_folder() || option.positional == "DIR") return "_files -/";
  return option.takes_file() ? "_files" : " ";
}

std::string specifications(const CommandEntry& command, const std::string& indent) {
  std::string text;
  for (const CommandOption& option : command.options) {
    if (!option.positional.empty()) {
      text += " \\\n" + indent + "'" + (option.repeatable ? "*" : "") + ":" + escaped(option.positional) +
              ":" + action(option) + "'";
    }
    for (const std::string& name : option.names) {
      text +=
          " \\\n" + indent + "'" + (option.repeatable ? "*" : "") + name + "[" + escaped(option.help) + "]";
      if (!option.value.empty()) text += ":" + escaped(option.value) + ":" + action(option);
      text += "'";
    }
  }
  return text;
}

// The arms of a case statement over $words[1], the name of the command.
std::string arms(const CommandEntry& command, const std::string& indent);

// Completes options and arguments, or, if `command` has commands, their names and then their arguments.
std::string body(const CommandEntry& command, const std::string& indent) {
  if (command.commands.empty()) return indent + "_arguments" + specifications(command, indent + "  ") + "\n";
  std::string text = indent + "_arguments -C" + specifications(command, indent + "  ") + " \\\n" + indent +
                     "  '1:command:->command' \\\n" + indent + "  '*::argument:->argument'\n" + indent +
                     "case $state in\n" + indent + "  command)\n" + indent + "    commands=(\n";
  for (const CommandEntry& inner : command.commands)
    text += indent + "      '" + inner.name + ":" + escaped(inner.help) + "'\n";
  text += indent + "    )\n" + indent + "    _describe command commands\n" + indent + "    ;;\n" + indent +
          "  argument)\n" + indent + "    case $words[1] in\n" + arms(command, indent + "      ") + indent +
          "    esac\n" + indent + "    ;;\n" + indent + "esac\n";
  return text;
}

std::string arms(const CommandEntry& command, const std::string& indent) {
  std::string text;
  for (const CommandEntry& inner : command.commands)
    text += indent + inner.name + ")\n" + body(inner, indent + "  ") + indent + "  ;;\n";
  return text;
}

}  // namespace

std::string zsh_completion(const CommandEntry& program) {
  std::string function = "_" + program.name;
  std::replace(function.begin() + 1, function.end(), '-', '_');
  return "#compdef " + program.name + "\n\n" + function +
         "() {\n  local curcontext=$curcontext state line\n  local -a commands\n  typeset -A opt_args\n" +
         body(program, "  ") + "}\n\nif [[ $funcstack[1] == _" + program.name + " ]]; then\n  " + function +
         " \"$@\"\nelse\n  compdef " + function + " " + program.name + "\nfi\n";
}

}  // namespace callside
