#include "indexer/config/config.h"

#include <filesystem>
#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using callside::find_config;
using callside::load_config;
using callside::testing::TemporaryFolder;

namespace {

fs::path write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
  return path;
}

callside::Error failure(const std::string& text) {
  const TemporaryFolder folder;
  const auto config = load_config(write(folder.path() / "callside.yaml", text));
  REQUIRE_FALSE(config);
  CHECK(config.error().code == callside::ErrorCode::invalid_input);
  CHECK_FALSE(config.error().hint.empty());
  return config.error();
}

class WorkingDirectory {
 public:
  explicit WorkingDirectory(const fs::path& path) : before_(fs::current_path()) { fs::current_path(path); }
  ~WorkingDirectory() { fs::current_path(before_); }

 private:
  fs::path before_;
};

}  // namespace

TEST_CASE("groups are the audiences besides public and internal") {
  const TemporaryFolder folder;
  const auto config =
      load_config(write(folder.path() / "c.yaml", "# who\ngroups: [tier-2, \"Billing team\", Vertrieb]\n"));
  REQUIRE(config);
  CHECK(config->groups == std::set<std::string>{"Billing team", "Vertrieb", "tier-2"});
  for (const char* name : {"public", "internal", "tier-2"}) CHECK(config->knows_audience(name));
  for (const char* name : {"Public", "tier-3", "", "vertrieb"}) CHECK_FALSE(config->knows_audience(name));
}

TEST_CASE("the configuration can set the time zone, which defaults to the machine's") {
  const TemporaryFolder folder;
  const auto config = [&](const char* text) { return load_config(write(folder.path() / "c.yaml", text)); };
  CHECK(config("groups: []\n")->timezone.name().empty());
  CHECK(config("timezone: Pacific/Kiritimati\n")->timezone.name() == "Pacific/Kiritimati");
  const auto wrong = failure("groups: []\ntimezone: europe/ljubljana\n");
  CHECK(wrong.message.find("callside.yaml:2: there is no time zone \"europe/ljubljana\"") !=
        std::string::npos);
  CHECK(wrong.hint == "did you mean \"Europe/Ljubljana\"?");
  for (const char* text : {"timezone:\n", "timezone: [UTC]\n", "timezone: +02:00\n", "timezone: GMT+2\n"}) {
    INFO(text);
    CHECK(failure(text).message.find("callside.yaml:1:") != std::string::npos);
  }
}

TEST_CASE("the configuration can set ticket_max_age, which defaults to two years") {
  const TemporaryFolder folder;
  const auto config = [&](const char* text) { return load_config(write(folder.path() / "c.yaml", text)); };
  CHECK(config("groups: []\n")->ticket_max_age == *callside::TicketAge::parse("24 months"));
  CHECK(config("ticket_max_age: 730 days\n")->ticket_max_age == *callside::TicketAge::parse("730 days"));
  CHECK(config("ticket_max_age: never\n")->ticket_max_age == callside::TicketAge::never());
  CHECK(failure("groups: []\nticket_max_age: soon\n").message.find("callside.yaml:2:") != std::string::npos);
  CHECK(failure("ticket_max_age: [1, 2]\n").hint.find("18 months") != std::string::npos);
}

TEST_CASE("an empty configuration declares nothing") {
  const TemporaryFolder folder;
  for (const char* text : {"", "# nothing\n", "groups:\n", "groups: []\n"}) {
    const auto config = load_config(write(folder.path() / "c.yaml", text));
    REQUIRE(config);
    CHECK(config->groups.empty());
  }
}

TEST_CASE("errors in the configuration name the line") {
  const auto unknown = failure("# first\ngruops: [a]\n");
  CHECK(unknown.message.find("callside.yaml:2: unknown key \"gruops\"") != std::string::npos);
  CHECK(unknown.hint.find("\"groups\"") != std::string::npos);
  CHECK(failure("groups: [a]\ngroups: [b]\n").message.find(":2:") != std::string::npos);
  CHECK(failure("groups: [a, public]\n").message.find("\"public\" is built in") != std::string::npos);
  CHECK(failure("groups:\n  - a\n  - internal\n").message.find(":3:") != std::string::npos);
  CHECK(failure("groups: [\"a,b\"]\n").message.find("comma") != std::string::npos);
  CHECK(failure("groups: [[a]]\n").message.find("must be a name") != std::string::npos);
  CHECK(failure("groups: {a: b}\n").message.find("must be a list") != std::string::npos);
  CHECK(failure("- a\n").message.find("keys with values") != std::string::npos);
  CHECK(failure("groups: [a\n").message.find("not valid YAML") != std::string::npos);
}

TEST_CASE("the configuration is the named one, the first SOURCE folder's, or the working directory's") {
  const TemporaryFolder folder;
  const auto in = [&](const char* name) { return folder.path() / name; };
  write(in("named.yaml"), "groups: [named]\n");
  write(in("one/a.md"), "x");
  write(in("two/callside.yaml"), "groups: [two]\n");
  write(in("three/callside.yaml"), "groups: [three]\n");
  write(in("cwd/callside.yaml"), "groups: [cwd]\n");
  write(in("empty/x"), "");
  const auto group = [](const callside::Result<callside::Config>& config) {
    REQUIRE(config);
    return config->groups.empty() ? std::string() : *config->groups.begin();
  };
  const WorkingDirectory inside(in("cwd"));
  CHECK(group(find_config(in("named.yaml"), {in("two")})) == "named");
  CHECK(group(find_config({}, {in("two"), in("three")})) == "two");
  // Files among the sources are skipped.
  CHECK(group(find_config({}, {in("one/a.md"), in("three")})) == "three");
  // Only the first folder is examined.
  CHECK(group(find_config({}, {in("one"), in("two")})) == "cwd");
  CHECK_FALSE(find_config(in("gone.yaml"), {in("two")}));
  const WorkingDirectory elsewhere(in("empty"));
  CHECK(group(find_config({}, {in("one")})).empty());
  CHECK(find_config({}, {in("one")})->file.empty());
}

TEST_CASE("source mappings may use groups declared above or below them") {
  const TemporaryFolder folder;
  const auto config =
      load_config(write(folder.path() / "callside.yaml",
                        "zendesk:\n  segments: {77: vip, 78: [internal, vip]}\n  article_field: 12\n"
                        "csv:\n  columns:\n    Ticket ID: id\ngroups: [vip]\n"));
  REQUIRE(config);
  CHECK(*config->mapping("zendesk").find("segments", "78") == std::vector<std::string>{"internal", "vip"});
  CHECK(config->mapping("zendesk").find("segments", "79") == nullptr);
  CHECK(config->mapping("zendesk").one("article_field") == "12");
  CHECK(config->mapping("csv").find("columns", "Ticket ID")->front() == "id");
  CHECK_FALSE(config->mapping("freshdesk").has("visibility"));
}

TEST_CASE("errors in source mappings name the line and give a hint") {
  const auto unknown = failure("groups: [vip]\nzendesk:\n  segment: {77: vip}\n");
  CHECK(unknown.message.find("callside.yaml:3: unknown key \"segment\" under zendesk") != std::string::npos);
  CHECK(unknown.hint == "did you mean \"segments\"?");
  CHECK(failure("zendesk:\n  segments: {77: vip}\n").message.find(":2: unknown audience \"vip\"") !=
        std::string::npos);
  CHECK(failure("zendesk:\n  segments: [77]\n")
            .message.find(":2: the value of \"segments\" has the wrong form") != std::string::npos);
  CHECK(failure("zendesk:\n  segments: {77: []}\n").message.find(":2:") != std::string::npos);
  CHECK(failure("zendesk:\n  segments: {77: public}\n  segments: {78: public}\n").message.find("twice") !=
        std::string::npos);
  CHECK(failure("zammad:\n  locales: {1: en-us, 1: de-de}\n").message.find("twice") != std::string::npos);
  CHECK(failure("freshdesk: 5\n").message.find(":1: freshdesk must be keys with values") !=
        std::string::npos);
  CHECK(failure("zendesks: {}\n").hint == "did you mean \"zendesk\"?");
}

TEST_CASE("redaction rules are read") {
  const TemporaryFolder folder;
  const auto config = load_config(write(folder.path() / "c.yaml",
                                        "redact:\n"
                                        "  - name: student number\n"
                                        "    pattern: '\\bN\\d{7}\\b'\n"
                                        "    keep: N0000000\n"
                                        "  - name: badge\n"
                                        "    mark: '[badge number]'\n"
                                        "    pattern: 'B-\\d+'\n"
                                        "  - keep: [Linden Park, 555-0112]\n"));
  REQUIRE(config);
  REQUIRE(config->redact.size() == 3);
  CHECK(config->redact[0].pattern == "\\bN\\d{7}\\b");
  CHECK(config->redact[0].mark == "[student number]");
  CHECK(config->redact[0].keep == std::vector<std::string>{"N0000000"});
  CHECK(config->redact[0].place == (folder.path() / "c.yaml").string() + ":3");
  CHECK(config->redact[1].mark == "[badge number]");
  CHECK(config->redact[2].pattern.empty());
  CHECK(config->redact[2].keep.size() == 2);
}

TEST_CASE("an invalid redaction rule is refused with its line") {
  const std::pair<const char*, const char*> cases[] = {
      {"redact: yes\n", ":1: redact must be a list"},
      {"redact:\n  - x\n", ":2: a redaction rule must be keys"},
      {"redact:\n  - name: a\n", ":2: the rule has a name or a mark, but no pattern"},
      {"redact:\n  - pattern: a\n", ":2: a rule with a pattern needs a name"},
      {"redact:\n  - name: a\n    patern: a\n", ":3: unknown key \"patern\" in a redaction rule"},
      {"redact:\n  - name: a\n    pattern: a\n    mark: <b>\n", ":2: the mark must be"},
      {"redact:\n  - {}\n", ":2: the rule has neither"},
      {"redact:\n  - keep: {}\n", ":2: keep must be a list"},
  };
  for (const auto& [text, message] : cases) {
    const std::string error = failure(text).message;
    INFO(error);
    CHECK(error.find(message) != std::string::npos);
  }
}

TEST_CASE("the daily work is declared with paths relative to the file") {
  const TemporaryFolder folder;
  const auto config = load_config(write(folder.path() / "kb/callside.yaml",
                                        "index: ../published\n"
                                        "sources:\n  - articles/\n  - /exports/tickets.jsonl\n"
                                        "defaults: {audience: staff, lang: sl}\n"
                                        "gate:\n  file: gate.tsv\n  max_drop: 0.05\n"
                                        "groups: [staff]\n"));
  REQUIRE(config);
  REQUIRE(config->daily.index);
  CHECK(config->daily.index->path == folder.path() / "published");
  REQUIRE(config->daily.sources.size() == 2);
  CHECK(config->daily.sources[0].path == folder.path() / "kb/articles");
  CHECK(config->daily.sources[1].path == "/exports/tickets.jsonl");
  CHECK(config->daily.sources[1].line == 4);
  CHECK(config->daily.defaults.at("audience").value == "staff");
  CHECK(config->daily.defaults.at("lang").line == 5);
  REQUIRE(config->daily.gate);
  CHECK(config->daily.gate->judgements.path == folder.path() / "kb/gate.tsv");
  CHECK_FALSE(config->daily.gate->min_success3);
  CHECK(config->daily.gate->max_drop == 0.05);
}

TEST_CASE("a gate is declared by a file or a number of tickets") {
  const TemporaryFolder folder;
  const auto gate = [&](const std::string& text) {
    const auto config = load_config(write(folder.path() / "callside.yaml", text));
    REQUIRE(config);
    REQUIRE(config->daily.gate);
    return *config->daily.gate;
  };
  CHECK(gate("gate: tickets:200\n").tickets == 200);
  CHECK(gate("gate: tickets:200\n").judgements.path.empty());
  CHECK(gate("gate: {file: tickets:50, max_drop: 0.1}\n").tickets == 50);
  CHECK(gate("gate: ./tickets:200\n").tickets == 0);
  CHECK(gate("gate: ./tickets:200\n").judgements.path == folder.path() / "tickets:200");
  CHECK(failure("groups: []\ngate: tickets:none\n").message.find(":2: the gate tickets:none") !=
        std::string::npos);
}

TEST_CASE("errors in the daily work name the line and give a hint") {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"index: kb\nsoruces: [a]\n", ":2: unknown key \"soruces\"", "did you mean \"sources\"?"},
      {"indx: kb\n", ":1: unknown key \"indx\"", "did you mean \"index\"?"},
      {"index: [a, b]\n", ":1: index must be a folder's path", "index: kb"},
      {"sources:\n  - path: a\n    as: csv\n", ":2: sources must be paths", "sources: [articles"},
      {"sources:\n  - a\n  - b\n  - ./a/\n", ":4: the source \"./a/\" is already in line 2", "only one"},
      {"defaults: [en]\n", ":1: defaults must be keys with values", "defaults: {audience"},
      {"defaults:\n  audiance: public\n", ":2: unknown key \"audiance\" under defaults",
       "did you mean \"audience\"?"},
      {"defaults:\n  lang: [en, sl]\n", ":2: the default of lang must be one value", "lang: en"},
      {"gate: {min_success3: 0.8}\n", ":1: gate names no file", "file: gate.tsv"},
      {"gate:\n  file: g\n  min_sucess3: 0.8\n", ":3: unknown key \"min_sucess3\" under gate",
       "did you mean \"min_success3\"?"},
      {"gate:\n  file: g\n  max_drop: 2 %\n", ":3: max_drop must be a number from 0 to 1", "max_drop: 0.02"},
      {"gate:\n  file: g\n  max_drop: .nan\n", ":3: max_drop must be a number from 0 to 1", "max_drop: 0.02"},
      {"gate:\n  file: g\n  file: h\n", ":3: the key \"file\" occurs twice", "only one"},
  };
  for (const auto& [text, message, hint] : cases) {
    const callside::Error error = failure(text);
    INFO(error.message << "\n" << error.hint);
    CHECK(error.message.find(message) != std::string::npos);
    CHECK(error.hint.find(hint) != std::string::npos);
  }
}

TEST_CASE("only settings that affect how records are read cause them to be read again") {
  const TemporaryFolder folder;
  const auto reading = [&](const char* text) {
    const auto config = load_config(write(folder.path() / "c.yaml", text));
    REQUIRE(config);
    return config->reading;
  };
  const std::string before = reading("index: kb\ngroups: [a]\ndefaults: {lang: en}\n");
  // The daemon's section does not affect the indexer.
  CHECK(reading("# comment\nindex: other\nsources: [x]\ngate: g.tsv\nsearchd: {listen: '127.0.0.1:1'}\n"
                "groups: [a]\ndefaults: {lang: en}\n") == before);
  CHECK(reading("groups: [a, b]\ndefaults: {lang: en}\n") != before);
  CHECK(reading("groups: [a]\ndefaults: {lang: sl}\n") != before);
}

TEST_CASE("the configuration is also found from a subfolder of its own") {
  const TemporaryFolder folder;
  write(folder.path() / "kb/callside.yaml", "groups: [above]\n");
  write(folder.path() / "kb/articles/en/a.md", "x");
  const WorkingDirectory below(folder.path() / "kb/articles/en");
  const auto config = find_config({}, {});
  REQUIRE(config);
  CHECK(config->groups.contains("above"));
  CHECK(config->file == fs::canonical(folder.path()) / "kb/callside.yaml");
}
