// The `check` section of callside.yaml.
#include "indexer/check/rules.h"

#include <fstream>

#include "indexer/config/config.h"
#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

namespace {

Result<Rules> rules_of(const std::string& check) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "callside.yaml";
  std::ofstream(path) << check;
  CALLSIDE_ASSIGN(const Config config, load_config(path));
  return Rules::create(config.check);
}

}  // namespace

TEST_CASE("codes can be silenced everywhere or for some articles, and their levels changed") {
  const auto rules = rules_of(
      "check:\n"
      "  ignore:\n"
      "    - near-duplicate\n"
      "    - {code: dead-link, ids: [wiki/start, \"old/*\"]}\n"
      "  levels: {outdated: error, missing-title: note}\n");
  REQUIRE(rules);
  CHECK_FALSE(rules->level_of(CheckCode::near_duplicate, "a"));
  CHECK_FALSE(rules->level_of(CheckCode::dead_link, "wiki/start"));
  CHECK_FALSE(rules->level_of(CheckCode::dead_link, "old/any/thing"));
  CHECK(rules->level_of(CheckCode::dead_link, "wiki/start/b") == CheckLevel::error);
  CHECK(rules->level_of(CheckCode::outdated, "a") == CheckLevel::error);
  CHECK(rules->level_of(CheckCode::missing_title, "a") == CheckLevel::note);
  CHECK(rules->level_of(CheckCode::rejected, "") == CheckLevel::error);
}

TEST_CASE("a mistyped code, level or key is an error that names its line and a suggestion") {
  const auto error = [](const std::string& check) {
    const auto rules = rules_of(check);
    REQUIRE_FALSE(rules);
    CHECK(rules.error().code == ErrorCode::invalid_input);
    return rules.error().message + "; " + rules.error().hint;
  };
  const auto holds = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  const std::string code = error("check:\n  ignore:\n    - dead-lnik\n");
  CHECK(holds(code, "callside.yaml:3"));
  CHECK(holds(code, "did you mean \"dead-link\"?"));
  CHECK(holds(error("check: {levels: {outdatd: error}}"), "\"outdated\""));
  CHECK(holds(error("check: {levels: {outdated: fatal}}"), "error, warning or note"));
  CHECK(holds(error("check: {ignored: [outdated]}"), "\"ignore\""));
  CHECK(holds(error("check: {ignore: [{code: outdated, id: x}]}"), "\"ids\""));
  CHECK(holds(error("check: {ignore: [{code: outdated, ids: []}]}"), "ids is empty"));
  CHECK(holds(error("check: [outdated]"), "keys with values"));
}

TEST_CASE("a silenced finding is not reported and does not cause a failure") {
  Folder folder;
  folder.article("en/a", "See [gone](gone.md).");
  CHECK(folder.check() == Found{"dead-link a 4"});
  folder.options.rules = *rules_of("check: {ignore: [{code: dead-link, ids: [a]}]}");
  CHECK(folder.check() == Found{});
  CHECK(folder.report.count(CheckLevel::error) == 0);
}

TEST_CASE("every code has a name, and CHECKS.md contains the table that the program prints") {
  for (const CodeInfo& one : all_codes()) CHECK(find_code(one.name) == one.code);
  std::ifstream file(std::string(CALLSIDE_SOURCE_DIR) + "/indexer/check/CHECKS.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  CHECK(page.find(codes_table()) != std::string::npos);
}
