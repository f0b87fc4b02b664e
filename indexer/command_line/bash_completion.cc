#include <algorithm>
#include <map>
#include <set>

#include "indexer/command_line/shell_completion.h"

namespace callside {

namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// Collects the arms of the case statements of the script from all commands. A command is identified by its
// words after the name of the program: "", "build", "notice add".
class Arms {
 public:
  explicit Arms(const CommandEntry& program) { add(program, ""); }

  std::string words_arm() const { return joined(commands_, " | "); }
  std::string with_value_arm() const {
    return joined(std::vector<std::string>(with_value_.begin(), with_value_.end()), " | ");
  }
  std::string value_arms() const {
    std::string text;
    for (const auto& [act, patterns] : values_)
      text += "    " + joined(patterns, " | ") + ") " + act + "; return ;;\n";
    return text;
  }
  std::string command_arms() const { return command_arms_; }

 private:
  void add(const CommandEntry& command, const std::string& words) {
    std::vector<std::string> all, options;
    bool files = false;
    for (const CommandOption& option : command.options) {
      if (!option.positional.empty()) {
        files = files || option.takes_file() || option.positional == "DIR";
        all.insert(all.end(), option.values.begin(), option.values.end());
      }
      for (const std::string& name : option.names) {
        options.push_back(name);
        if (!option.value.empty()) add_value(words, name, option);
      }
    }
    for (const CommandEntry& inner : command.commands) all.push_back(inner.name);
    command_arms_ += "    '" + words + "') words='" + joined(all, " ") + "' options='" +
                     joined(options, " ") + "' files=" + (files ? "1" : "") + " ;;\n";
    for (const CommandEntry& inner : command.commands) {
      commands_.push_back("'" + words + " " + inner.name + "'");
      add(inner, words.empty() ? inner.name : words + " " + inner.name);
    }
  }

  void add_value(const std::string& words, const std::string& name, const CommandOption& option) {
    with_value_.insert(name);
    std::string act = ":";
    if (option.takes_folder()) act = "_callside_reply -d";
    if (option.takes_file()) act = "_callside_reply -f";
    if (!option.values.empty()) act = "_callside_reply -W '" + joined(option.values, " ") + "'";
    values_[act].push_back("'" + words + ":" + name + "'");
  }

  std::vector<std::string> commands_;
  std::set<std::string> with_value_;
  std::map<std::string, std::vector<std::string>> values_;  // completing action -> patterns of options
  std::string command_arms_;
};

}  // namespace

std::string bash_completion(const CommandEntry& program) {
  const Arms arms(program);
  std::string function = "_" + program.name;
  std::replace(function.begin(), function.end(), '-', '_');
  std::string text = "# bash completion for " + program.name + R"(

_callside_reply() {
  [[ $1 == -W ]] || compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$@" -- "${COMP_WORDS[COMP_CWORD]}")
}

)" + function + R"(() {
  local cur=${COMP_WORDS[COMP_CWORD]} command='' words='' options='' files='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
)";
  if (!arms.with_value_arm().empty()) text += "      " + arms.with_value_arm() + ") ((i++)); continue ;;\n";
  text += "    esac\n    case \"$command ${COMP_WORDS[i]}\" in\n";
  if (!arms.words_arm().empty())
    text += "      " + arms.words_arm() + ") command=${command:+$command }${COMP_WORDS[i]} ;;\n";
  text += "    esac\n  done\n  case \"$command:${COMP_WORDS[COMP_CWORD - 1]}\" in\n" + arms.value_arms() +
          "  esac\n  case $command in\n" + arms.command_arms() + R"(  esac
  if [[ $cur == -* ]]; then
    _callside_reply -W "$options"
  elif [[ $files ]]; then
    _callside_reply -f
  else
    _callside_reply -W "$words"
  fi
}

complete -F )" +
          function + " " + program.name + "\n";
  return text;
}

}  // namespace callside
