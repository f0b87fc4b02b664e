// Colours and the progress line, which only a terminal gets.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kEscape = "\033[";
constexpr const char* kGreen = "\033[32m";
constexpr const char* kYellow = "\033[33m";

// A source with a warning: an article without a title.
class KbWithWarning {
 public:
  KbWithWarning() { write_text(source(), lines({article("a", "One", "Text."), article("b", "", "Text.")})); }
  fs::path source() const { return folder_.path() / "kb.jsonl"; }
  std::string command() const {
    return kIndexer + " build --index " + (folder_.path() / "kb").string() + " " + source().string();
  }
  // Builds with a terminal as standard output and error.
  std::string on_terminal(const std::string& more,
                          std::vector<std::pair<std::string, std::string>> environment) const {
    Process::Options options;
    options.environment = std::move(environment);
    options.environment.emplace_back("SHELL", "/bin/sh");
    return run({"script", "--quiet", "--return", "--command", command() + more, "/dev/null"}, options).out;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a terminal gets colours and a progress line that is erased at the end") {
  const KbWithWarning kb;
  const std::string result = kb.on_terminal("", {{"TERM", "xterm"}, {"NO_COLOR", ""}});
  INFO(result);
  CHECK(holds(result, std::string(kGreen) + "published"));
  CHECK(holds(result, std::string(kYellow) + "warning:"));
  CHECK(holds(result, "\r\033[K" + kb.source().string()));
}

TEST_CASE("NO_COLOR, a dumb terminal and --quiet are respected") {
  const KbWithWarning kb;
  for (const auto& environment : {std::pair<std::string, std::string>{"NO_COLOR", "1"}, {"TERM", "dumb"}}) {
    INFO(environment.first);
    const std::string result = kb.on_terminal("", {{"TERM", "xterm"}, environment});
    CHECK(holds(result, "published"));
    CHECK_FALSE(holds(result, kGreen));
    CHECK_FALSE(holds(result, kYellow));
  }
  CHECK(kb.on_terminal(" --quiet", {{"TERM", "xterm"}}).empty());
}

TEST_CASE("a pipe has neither colours nor progress") {
  const KbWithWarning kb;
  Process::Options options;
  options.environment = {{"TERM", "xterm"}};
  const Finished result = run({"sh", "-c", kb.command()}, options);
  CHECK(result.status == 0);
  CHECK(holds(result.out, "generation 000001 published: 2 documents in "));
  CHECK(holds(result.out, "\n  kinds       2 articles\n"));
  CHECK(holds(result.out, "\n  warnings    1, listed above\n"));
  for (const std::string& text : {result.out, result.err}) {
    CHECK_FALSE(holds(text, kEscape));
    CHECK_FALSE(holds(text, "\r"));
  }
}
