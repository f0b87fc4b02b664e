// Manual pages and completions agree with --help, and bash completes with them.

#include "tests/cli/help_text.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Returns the long options in a help text, such as "--index".
std::vector<std::string> options_in(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream text(help);
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("  -")) continue;
    const std::size_t at = line.find("--");
    if (at == std::string::npos || at > 8) continue;
    names.push_back(line.substr(at, line.find_first_of(" ,=", at) - at));
  }
  return names;
}

// Escapes hyphens as the manual pages do.
std::string in_troff(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '-' ? std::string("\\-") : std::string(1, c);
  return out;
}

// The manual pages and completions that are installed with the programs.
class InstalledFiles {
 public:
  InstalledFiles() {
    if (callside_index({"share", path().string()}).status != 0 ||
        callside_searchd({"--share", path().string()}).status != 0)
      throw std::runtime_error("could not write the pages");
  }
  const fs::path& path() const { return folder_.path(); }
  std::string page(const std::string& name) const { return text_of(path() / "man/man1" / (name + ".1")); }

 private:
  TemporaryFolder folder_;
};

// Returns what bash offers to complete `line` with in `folder`.
std::set<std::string> completed(const fs::path& script, const fs::path& folder, const std::string& program,
                                const std::vector<std::string>& words) {
  std::string line = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); ";
  std::string function = "_" + program;
  std::replace(function.begin(), function.end(), '-', '_');
  line += function + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
  std::vector<std::string> command{"bash", "--norc", "-c", line, "bash", script.string(), program};
  command.insert(command.end(), words.begin(), words.end());
  Process::Options options;
  options.folder = folder;
  const Finished result = run(std::move(command), options);
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  std::set<std::string> offered;
  std::istringstream out(result.out);
  for (std::string one; std::getline(out, one);) {
    if (!one.empty()) offered.insert(one);
  }
  return offered;
}

using Offered = std::set<std::string>;

}  // namespace

TEST_CASE("the manual page of a command has every command and option of --help") {
  const InstalledFiles shared;
  const std::string help = callside_index({"--help"}).out;
  const std::vector<std::string> commands = commands_in(help);
  REQUIRE(commands.size() > 10);
  for (const std::string& command : commands) {
    INFO(command);
    CHECK(holds(shared.page("callside-index"), "\\fB" + command + "\\fR"));
    const std::string page = shared.page("callside-index-" + command);
    const std::string own = callside_index({command, "--help"}).out;
    std::vector<std::string> options = options_in(own);
    REQUIRE_FALSE(options.empty());
    for (const std::string& inner : commands_in(own)) {
      const std::vector<std::string> more = options_in(callside_index({command, inner, "--help"}).out);
      options.insert(options.end(), more.begin(), more.end());
      CHECK(holds(page, ".SS callside\\-index " + command + " " + inner));
    }
    for (const std::string& option : options) {
      INFO(option);
      CHECK(holds(page, "\\fB" + in_troff(option) + "\\fR"));
    }
  }
  const std::string daemon = shared.page("callside-searchd");
  for (const auto& arguments : {std::vector<std::string>{"--help"}, {"key", "new", "--help"}}) {
    for (const std::string& option : options_in(callside_searchd(arguments).out)) {
      INFO(option);
      CHECK(holds(daemon, "\\fB" + in_troff(option) + "\\fR"));
    }
  }
  // Commands that --help hides are not for editors.
  CHECK_FALSE(fs::exists(shared.path() / "man/man1/callside-index-share.1"));
  CHECK_FALSE(holds(daemon, "share"));
}

TEST_CASE("groff formats every manual page without a warning") {
  const InstalledFiles shared;
  std::size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(shared.path() / "man/man1")) {
    INFO(entry.path());
    const Finished set = run({"groff", "-ww", "-man", "-Tutf8", "-P-c", entry.path().string()});
    CHECK(set.status == 0);
    CHECK(set.err.empty());
    CHECK(holds(set.out, "S\bSY\bYN\bNO\bOP\bPS\bSI\bIS\bS"));
    ++pages;
  }
  CHECK(pages > 15);
}

TEST_CASE("bash completes commands, options, values, files and folders") {
  const InstalledFiles shared;
  const fs::path script = shared.path() / "bash-completion/completions/callside-index.bash";
  CHECK(callside_index({"completions", "bash"}).out == text_of(script));
  const TemporaryFolder folder;
  write_text(folder.path() / "articles/a.md", "x");
  write_text(folder.path() / "tickets.jsonl", "x");
  const auto after = [&](const std::vector<std::string>& words) {
    return completed(script, folder.path(), "callside-index", words);
  };
  CHECK(after({"bu"}) == Offered{"build"});
  CHECK(after({"re"}) == Offered{"restore"});
  CHECK(after({""}).contains("init"));
  CHECK_FALSE(after({""}).contains("share"));
  CHECK(after({"build", "--ind"}) == Offered{"--index"});
  CHECK(after({"build", "--index", ""}) == Offered{"articles"});
  CHECK(after({"build", "--gate", "t"}) == Offered{"tickets.jsonl"});
  CHECK(after({"build", "--model", ""}) == Offered{"new", "same"});
  CHECK(after({"build", "--as", "z"}) == Offered{"zendesk", "zammad"});
  CHECK(after({"build", "--note", ""}).empty());
  CHECK(after({"build", ""}) == Offered{"articles", "tickets.jsonl"});
  CHECK(after({"status", ""}).empty());
  CHECK(after({"notice", ""}) == Offered{"add", "list", "end"});
  CHECK(after({"notice", "add", "--unt"}) == Offered{"--until"});
  CHECK(after({"notice", "list", "--unt"}).empty());
  CHECK(after({"completions", ""}) == Offered{"bash", "zsh", "fish"});
  // The value of an option is not taken for a command.
  CHECK(after({"notice", "--index", "add", ""}) == Offered{"add", "list", "end"});
  CHECK(completed(shared.path() / "bash-completion/completions/callside-searchd.bash", folder.path(),
                  "callside-searchd", {"--log-level", "w"}) == Offered{"warning"});
}

TEST_CASE("zsh and fish get the same commands and options") {
  const std::string zsh = callside_index({"completions", "zsh"}).out;
  const std::string fish = callside_index({"completions", "fish"}).out;
  CHECK(zsh.starts_with("#compdef callside-index\n"));
  for (const std::string& command : commands_in(callside_index({"--help"}).out)) {
    INFO(command);
    CHECK(holds(zsh, "'" + command + ":"));
    CHECK(holds(fish, "-f -a " + command + " -d"));
    for (const std::string& option : options_in(callside_index({command, "--help"}).out)) {
      INFO(option);
      CHECK(holds(zsh, option + "["));
      CHECK(holds(fish, "__fish_seen_subcommand_from " + command + "'"));
      CHECK(holds(fish, " -l " + option.substr(2)));
    }
  }
}
