#include "indexer/command_line/man_page.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/version.h"

namespace callside {

namespace {

// Escapes text for troff. Hyphens become minus signs, so that an option can be copied from the page.
std::string escape(std::string_view text) {
  std::string out;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    begins_line = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

std::string bold(std::string_view text) { return "\\fB" + escape(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escape(text) + "\\fR"; }

std::string option_heading(const CommandOption& option) {
  if (!option.positional.empty()) return italic(option.positional) + (option.repeatable ? "..." : "");
  std::string heading;
  for (const std::string& name : option.names) heading += (heading.empty() ? "" : ", ") + bold(name);
  if (!option.value.empty()) heading += " " + italic(option.value);
  return heading;
}

std::string options_text(const CommandEntry& command) {
  std::string text;
  for (const CommandOption& option : command.options) {
    text += ".TP\n" + option_heading(option) + "\n" + escape(option.help);
    if (!option.values.empty()) {
      text += "\n(";
      for (const std::string& value : option.values)
        text += (value == option.values.front() ? "" : ", ") + bold(value);
      text += ")";
    }
    text += "\n";
  }
  return text;
}

std::string synopsis(const std::string& words, const CommandEntry& command) {
  std::string text = bold(words);
  if (!command.options.empty()) text += " [" + italic("OPTION") + "...]";
  for (const CommandOption& option : command.options) {
    if (option.positional.empty()) continue;
    const std::string name = italic(option.positional) + (option.repeatable ? "..." : "");
    text += option.required ? " " + name : " [" + name + "]";
  }
  if (!command.commands.empty()) text += " " + italic("COMMAND");
  return text + "\n";
}

// The footer of --help, with its line breaks.
std::string footer_text(std::string_view footer) {
  while (footer.starts_with('\n')) footer.remove_prefix(1);
  while (footer.ends_with('\n')) footer.remove_suffix(1);
  return footer.empty() ? "" : ".nf\n" + escape(footer) + "\n.fi\n";
}

// A command described on the page of its parent.
std::string inner_text(const std::string& words, const CommandEntry& command) {
  std::string text = ".SS " + escape(words) + "\n" + escape(command.help) + ".\n" + ".PP\n" +
                     synopsis(words, command) + options_text(command);
  if (const std::string footer = footer_text(command.footer); !footer.empty()) text += ".PP\n" + footer;
  for (const CommandEntry& inner : command.commands) text += inner_text(words + " " + inner.name, inner);
  return text;
}

std::string commands_text(const CommandEntry& program, const std::string& words, const CommandEntry& command,
                          bool has_pages) {
  if (command.commands.empty()) return {};
  std::string text = ".SH COMMANDS\n";
  for (const CommandEntry& inner : command.commands) {
    if (!has_pages) {
      text += inner_text(words + " " + inner.name, inner);
      continue;
    }
    text += ".TP\n" + bold(inner.name) + "\n" + escape(inner.help) + ".\nSee\n.BR " +
            escape(man_page_name(program, inner)) + " (1).\n";
  }
  return text;
}

}  // namespace

std::string man_page_name(const CommandEntry& program, const CommandEntry& command) {
  return &command == &program ? program.name : program.name + "-" + command.name;
}

std::string man_page(const CommandEntry& program, const CommandEntry& command, bool has_pages) {
  const bool is_whole = &command == &program;
  const std::string name = man_page_name(program, command);
  const std::string words = is_whole ? program.name : program.name + " " + command.name;
  std::string help = command.help;
  if (help.ends_with('.')) help.pop_back();
  std::string text = ".\\\" Generated from the options table of the program.\n.TH " + upper(escape(name)) +
                     " 1 \"\" \"Callside " + escape(kVersion) + "\" \"Callside\"\n" + ".SH NAME\n" +
                     escape(name) + " \\- " + escape(help) + "\n.SH SYNOPSIS\n" + synopsis(words, command) +
                     ".SH DESCRIPTION\n" + escape(help) + ".\n";
  if (!command.options.empty()) text += ".SH OPTIONS\n" + options_text(command);
  text += commands_text(program, words, command, is_whole && has_pages);
  if (const std::string footer = footer_text(command.footer); !footer.empty()) text += ".SH NOTES\n" + footer;
  if (!is_whole) text += ".SH SEE ALSO\n.BR " + escape(program.name) + " (1)\n";
  return text;
}

}  // namespace callside
