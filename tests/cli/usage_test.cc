// The command lines of both programs: refused ones, and help.

#include "tests/cli/help_text.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

TEST_CASE("wrong usage has its own exit status and changes nothing") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const std::string source = folder.path() / "kb.jsonl";
  write_text(source, lines({article("a", "Refund", "Money comes back.")}));
  write_text(folder.path() / "what", "no format has this name");
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"bild", "--index", index, source},
      {"build", source},
      {"build", "--index", index},
      {"build", "--index"},
      {"build", "--index", index, source, "--unknown"},
      {"build", "--index", index, source, "--strict=perhaps"},
      {"build", "--index", index, source, "--default"},
      {"build", "--index", index, source, "--default", "nonsense"},
      {"build", "--index", index, source, "--default", "=public"},
      {"build", "--index", index, source, "--default", "colour=red"},
      {"build", "--index", index, source, "--default", "audience=everybody"},
      {"build", "--index", index, source, "--default", "lang=not a language"},
      {"build", "--index", index, source, "--default", "confidence=high"},
      {"build", "--index", index, source, "--as", "pdf"},
      {"build", "--index", index, folder.path() / "what"},
      {"status"},
      {"status", "--index", index, "more"},
      {"inspect", "--index", index},
      {"build", "--index", index, source, "--keep", "0"},
      {"build", "--index", index, source, "--jobs", "0"},
      {"build", "--index", index, source, "--jobs", "-1"},
      {"build", "--index", index, source, "--jobs", "abc"},
      {"build", "--index", index, source, "--jobs", "257"},
      {"build", "--index", index, source, "--jobs"},
      {"build", "--index", index, source, "--note"},
      {"publish"},
      {"publish", "--index", index, "000001", "000002"},
      {"rollback", "--index", index, "--to"},
      {"log"},
      {"log", "--index", index, "--last", "0"},
      {"diff"},
      {"diff", "--index", index, "000001", "000002", "000003"},
      {"preview"},
      {"preview", source, "--generation", "000001"},
      {"notice"},
      {"notice", "--index", index},
      {"notice", "add", "--text", "down", "--until", "+2h"},
      {"notice", "add", "--index", index, "--text", "down"},
      {"notice", "add", "--index", index, "--until", "+2h"},
      {"notice", "add", "--index", index, "--text", "down", "--until", "tomorrow"},
      {"notice", "add", "--index", index, "--text", "down", "--until", "2001-01-01"},
      {"notice", "add", "--index", index, "--text", " ", "--until", "+2h"},
      {"notice", "add", "--index", index, "--text", "two\nlines", "--until", "+2h"},
      {"notice", "add", "--index", index, "--text", "down", "--until", "+2h", "--lang", "klingonish"},
      {"notice", "end", "--index", index},
      {"withdraw", "--index", index},
      {"withdraw", "--index", index, "a", "--lang", "klingonish"},
      {"restore", "--index", index},
      {"eval", "--index", index},
      {"eval", "--judgements", source},
      {"eval", "--index", index, "--judgements", source, "--at", "tomorrow"},
      {"eval", "--index", index, "--judgements", source, "--at", "2026-02-30"},
      {"build", "--index", index, source, "--min-success3", "0.5"},
      {"build", "--index", index, source, "--gate", source, "--max-drop", "2"},
      {"build", "--index", index, source, "--gate", source, "--skip-gate"},
      {"init"},
      {"init", source},
      {"completions"},
      {"completions", "tcsh"},
  };
  for (const auto& arguments : wrong) {
    std::string line;
    for (const std::string& argument : arguments) line += " " + argument;
    INFO("callside-index" << line);
    const Finished result = callside_index(arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
    CHECK_FALSE(fs::exists(index));
  }
}

TEST_CASE("wrong usage suggests the right spelling") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "file.txt";
  write_text(file, "no index");
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{}, "init, build, update"},
      {{"bild"}, "did you mean \"callside-index build\"?"},
      {{"pubish"}, "did you mean \"callside-index publish\"?"},
      {{"qwertz"}, "callside-index --help lists all commands and options"},
      {{"notice"}, "callside-index notice needs a command: add, list, end"},
      {{"notice", "ad"}, "did you mean \"callside-index notice add\"?"},
      {{"build", "--indx", "kb", file}, "did you mean --index?"},
      {{"build", "--index", "kb", "--min-sucess3=1", file}, "did you mean --min-success3?"},
      {{"build", "--index", "kb", "--redact", file}, "did you mean --redact-report?"},
      {{"build", "--index", "kb", "--qwertz", file},
       "callside-index build --help lists all commands and options"},
      {{"status"}, "--index DIR is needed"},
      {{"status"}, "callside-index init DIR"},
      {{"build", "--index", "kb"}, "no SOURCE is given"},
      {{"build", "--index", "kb", "--gate", file, "--min-success3", "80"}, "Value 80 not in range"},
      {{"build", "--index", "kb", file, "--jobs", "0"}, "--jobs: Value 0 not in range 1 to 256"},
      {{"build", "--index", "kb", file, "--jobs", "abc"}, "--jobs: Value abc not in range 1 to 256"},
      {{"build", "--index", "kb", file, "--max-drop", "0.1"}, "name one with --gate FILE"},
      {{"init"}, "callside-index init --help lists its options and arguments"},
  };
  for (const auto& [arguments, part] : cases) {
    Process::Options options;
    options.folder = folder.path();
    const Finished result = callside_index(arguments, options);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(holds(result.err, part));
  }
  CHECK(names_in(folder.path()) == std::set<std::string>{"file.txt"});
}

TEST_CASE("an index that is a file is refused by every command, and stays a file") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "file.txt";
  write_text(file, "no index");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"build", file}, {"status"}, {"update"}, {"publish"}, {"log"}}) {
    std::vector<std::string> whole = arguments;
    whole.insert(whole.end(), {"--index", file});
    const Finished result = callside_index(whole);
    INFO(result.err);
    CHECK(result.status == 1);
    CHECK(holds(result.err, "is a file, but an index is a folder"));
  }
  CHECK(fs::file_size(file) == 8);
}

TEST_CASE("every command of the indexer has help") {
  const Finished all = callside_index({"--help"});
  CHECK(all.status == 0);
  CHECK(all.err.empty());
  for (const char* status : {"\n    0  ", "\n    1  ", "\n    2  ", "\n    3  ", "\n    4  ", "\n   11  ",
                             "\n   19  ", "\n  130  "}) {
    INFO(status);
    CHECK(holds(all.out, status));
  }
  const std::vector<std::string> commands = commands_in(all.out);
  for (const char* known : {"build", "status", "inspect", "publish", "rollback", "diff", "preview", "log",
                            "notice", "withdraw", "restore", "eval", "init", "completions"}) {
    INFO(known);
    CHECK(std::count(commands.begin(), commands.end(), known) == 1);
  }
  for (const std::string& command : commands) {
    INFO(command);
    const Finished help = callside_index({command, "--help"});
    CHECK(help.status == 0);
    CHECK(help.err.empty());
    CHECK(holds(help.out, "--help"));
    // Its purpose is its output, so it has no --quiet.
    if (command != "completions") CHECK(holds(help.out, "--quiet"));
  }
  CHECK(holds(callside_index({"--version"}).out, "callside-index "));
}

TEST_CASE("every command of the daemon has help") {
  const Finished all = callside_searchd({"--help"});
  CHECK(all.status == 0);
  CHECK(all.err.empty());
  CHECK(holds(all.out, "Exit status:"));
  for (const char* option : {"--index", "--generation", "--listen", "--config", "--keys", "--host"}) {
    INFO(option);
    CHECK(holds(all.out, option));
  }
  CHECK(commands_in(all.out) == std::vector<std::string>{"key"});
  const Finished make = callside_searchd({"key", "new", "--help"});
  CHECK(make.status == 0);
  for (const char* option : {"--name", "--audiences", "--brands", "--until", "--keys"}) {
    INFO(option);
    CHECK(holds(make.out, option));
  }
  CHECK(callside_searchd({"key", "--help"}).status == 0);
  CHECK(holds(callside_searchd({"--version"}).out, "callside-searchd "));
}

TEST_CASE("the daemon refuses wrong usage before it opens anything") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const std::string keys = folder.path() / "keys.yaml";
  write_text(folder.path() / "bad.yaml", "searchd:\n  colour: red\n");
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"--index", index, "--listen", "0.0.0.0:0"},
      {"--index", index, "--listen", "[::]:0"},
      {"--index", index, "--listen", "192.0.2.1:8080"},
      {"--index", index, "--listen", "127.0.0.1"},
      {"--index", index, "--listen", "127.0.0.1:66000"},
      {"--index", index, "--unknown"},
      {"--index", index, "--log-level", "loud"},
      {"--index", index, "--host", "http://kb.example"},
      {"--index", index, "--config", folder.path() / "absent.yaml"},
      {"--index", index, "--config", folder.path() / "bad.yaml"},
      {"key"},
      {"key", "new", "--name", "Ana"},
      {"key", "new", "--audiences", "public"},
      {"key", "new", "--name", "Ana", "--audiences", "public", "--until", "tomorrow", "--keys", keys},
      {"key", "new", "--name", "", "--audiences", "public", "--keys", keys},
  };
  for (const auto& arguments : wrong) {
    std::string line;
    for (const std::string& argument : arguments) line += " " + argument;
    INFO("callside-searchd" << line);
    const Finished result = callside_searchd(arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
    CHECK_FALSE(fs::exists(keys));
  }
}
