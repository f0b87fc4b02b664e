#include <string_view>

#include "indexer/command_line/shell_completion.h"

namespace callside {

namespace {

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

class Script {
 public:
  explicit Script(const CommandEntry& program) : program_(program.name) { add(program, ""); }
  const std::string& text() const { return text_; }

 private:
  std::string begin(const std::string& condition) const {
    return "complete -c " + program_ + (condition.empty() ? "" : " -n " + single_quoted(condition));
  }

  void add(const CommandEntry& command, const std::string& within) {
    bool files = false;
    for (const CommandOption& option : command.options) {
      files = files || option.takes_file() || option.positional == "DIR";
      if (!option.positional.empty() && !option.values.empty()) {
        std::string values;
        for (const std::string& value : option.values) values += (values.empty() ? "" : " ") + value;
        text_ += begin(within) + " -f -a " + single_quoted(values) + "\n";
      }
      if (option.positional.empty()) add_option(option, within);
    }
    if (!files && command.commands.empty()) text_ += begin(within) + " -f\n";
    std::string names;
    for (const CommandEntry& inner : command.commands) names += " " + inner.name;
    for (const CommandEntry& inner : command.commands) {
      const std::string none = "not __fish_seen_subcommand_from" + names;
      text_ += begin(within.empty() ? none : within + "; and " + none) + " -f -a " + inner.name + " -d " +
               single_quoted(inner.help) + "\n";
      const std::string seen = "__fish_seen_subcommand_from " + inner.name;
      add(inner, within.empty() ? seen : within + "; and " + seen);
    }
  }

  void add_option(const CommandOption& option, const std::string& within) {
    text_ += begin(within);
    for (const std::string& name : option.names)
      text_ += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.values.empty()) {
      std::string values;
      for (const std::string& value : option.values) values += (values.empty() ? "" : " ") + value;
      text_ += " -x -a " + single_quoted(values);
    } else if (option.takes_folder()) {
      text_ += " -x -a '(__fish_complete_directories)'";
    } else if (option.takes_file()) {
      text_ += " -r -F";
    } else if (!option.value.empty()) {
      text_ += " -x";
    }
    text_ += " -d " + single_quoted(option.help) + "\n";
  }

  std::string program_;
  std::string text_;
};

}  // namespace

std::string fish_completion(const CommandEntry& program) {
  return "# fish completion for " + program.name + "\n" + Script(program).text();
}

}  // namespace callside
