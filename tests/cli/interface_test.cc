// What scripts and clients rely on may grow, but not shrink: commands, flags, arguments, exit codes, routes
// and the fields of their answers. tests/fixtures/interface holds them as they were.

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/cli/help_text.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;

namespace {

const std::filesystem::path kInterface =
    std::filesystem::path(CALLSIDE_SOURCE_DIR) / "tests/fixtures/interface";

std::set<std::string> lines_of(const std::filesystem::path& file) {
  std::set<std::string> lines;
  std::ifstream text(file);
  for (std::string line; std::getline(text, line);) {
    if (!line.empty() && line[0] != '#') lines.insert(line);
  }
  return lines;
}

// The lines of a help text's section that name something, such as "  --index DIR   The index to serve".
std::vector<std::string> entries_in(const std::string& help, const std::string& section) {
  std::vector<std::string> entries;
  std::istringstream text(help);
  bool inside = false;
  for (std::string line; std::getline(text, line);) {
    if (line.empty()) continue;
    if (line[0] != ' ') inside = line == section + ":";
    if (inside && line.size() > 2 && line[0] == ' ' && line[2] != ' ') entries.push_back(line.substr(2));
  }
  return entries;
}

std::string first_word(const std::string& text) { return text.substr(0, text.find(' ')); }

// Adds everything that `command` and its subcommands offer, each as a line of commands.txt.
void add_offers(const std::string& program, const std::vector<std::string>& command,
                std::set<std::string>& offers) {
  std::string name = program.substr(program.rfind('/') + 1);
  const std::string name_of_program = name;
  for (const std::string& word : command) name += " " + word;
  std::vector<std::string> arguments = command;
  arguments.emplace_back("--help");
  const std::string help = run_program(program, arguments, {}).out;
  for (const std::string& entry : entries_in(help, "Options")) {
    std::istringstream flags(first_word(entry));
    for (std::string flag; std::getline(flags, flag, ',');) offers.insert(name + " " + flag);
  }
  for (const std::string& entry : entries_in(help, "Positionals"))
    offers.insert(name + " " + first_word(entry));
  if (const std::size_t status = help.find("Exit status:"); status != std::string::npos) {
    static const std::regex kCode("(?:^|[;:\\n])\\s*(\\d+)\\s");
    const std::string codes = help.substr(status + 12);
    for (std::sregex_iterator code(codes.begin(), codes.end(), kCode), end; code != end; ++code)
      offers.insert(name_of_program + " exit " + (*code)[1].str());
  }
  for (const std::string& subcommand : commands_in(help)) {
    offers.insert(name + " " + subcommand);
    std::vector<std::string> below = command;
    below.push_back(subcommand);
    add_offers(program, below, offers);
  }
}

bool is_same_parameter(const Json& a, const Json& b) {
  return a.is_object() && b.is_object() && a.contains("name") && b.contains("name") &&
         a["name"] == b["name"] && a.value("in", "") == b.value("in", "");
}

// The places where `now` lacks something that `before` has.
void find_missing(const Json& before, const Json& now, const std::string& place,
                  std::vector<std::string>& missing) {
  if (before.is_object() && now.is_object()) {
    for (const auto& [key, value] : before.items()) {
      if (now.contains(key)) {
        find_missing(value, now[key], place + "/" + key, missing);
      } else {
        missing.push_back(place + "/" + key);
      }
    }
  } else if (before.is_array() && now.is_array()) {
    for (const Json& one : before) {
      const auto same = std::find_if(now.begin(), now.end(), [&](const Json& other) {
        return other == one || is_same_parameter(one, other);
      });
      if (same == now.end()) {
        missing.push_back(place + "/" + one.dump().substr(0, 60));
      } else if (one.is_object()) {
        find_missing(one, *same, place + "/" + one.value("name", "..."), missing);
      }
    }
  } else if (before != now) {
    missing.push_back(place + ": " + before.dump() + " became " + now.dump());
  }
}

}  // namespace

TEST_CASE("no command, flag, argument or exit code goes") {
  std::set<std::string> offers;
  add_offers(kIndexer, {}, offers);
  add_offers(kSearchd, {}, offers);
  const std::set<std::string> before = lines_of(kInterface / "commands.txt");
  REQUIRE(before.size() > 200);
  std::vector<std::string> gone;
  std::set_difference(before.begin(), before.end(), offers.begin(), offers.end(), std::back_inserter(gone));
  CHECK(gone == std::vector<std::string>());
}

TEST_CASE("no route, parameter or field of an answer goes") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Refund", "Money comes back.")}));
  build(folder.path() / "kb", folder.path() / "kb.jsonl");
  Daemon daemon(folder.path() / "kb");
  auto client = daemon.client();
  const Json now = Json::parse(client.Get("/openapi.json")->body);
  std::ifstream file(kInterface / "openapi.json");
  const Json before = Json::parse(file);
  std::vector<std::string> missing;
  for (const char* part : {"paths", "components"}) find_missing(before[part], now[part], part, missing);
  CHECK(missing == std::vector<std::string>());
}
