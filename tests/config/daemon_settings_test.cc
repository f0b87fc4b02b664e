#include "indexer/config/daemon_settings.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using callside::read_daemon_settings;
using callside::replace_file;
using callside::testing::holds;
using callside::testing::TemporaryFolder;

TEST_CASE("the daemon's settings are those of searchd, the index and the groups") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "callside.yaml";
  REQUIRE(replace_file(file,
                       "index: kb\ngroups: [partners]\nticket_max_age: 2 years\n"
                       "searchd:\n  listen: 0.0.0.0:81\n  keys: keys.yaml\n  state: /srv/state\n"
                       "  hosts: kb.example\n  log_level: error\n  deadline: 75\n  metrics: open\n"));
  const auto settings = read_daemon_settings(file);
  REQUIRE(settings);
  CHECK(settings->index == folder.path() / "kb");
  CHECK(settings->groups == std::set<std::string>{"partners"});
  CHECK(settings->listen == "0.0.0.0:81");
  CHECK(settings->keys == folder.path() / "keys.yaml");
  CHECK(settings->state == "/srv/state");
  CHECK(settings->hosts == std::vector<std::string>{"kb.example"});
  CHECK(settings->log_level == "error");
  CHECK(settings->deadline == "75");
  CHECK(settings->metrics == "open");

  REQUIRE(replace_file(file, "groups:\n"));
  CHECK(read_daemon_settings(file)->groups.empty());
  REQUIRE(replace_file(file, "# nothing yet\n"));
  const auto empty = read_daemon_settings(file);
  REQUIRE(empty);
  CHECK_FALSE(empty->index);
  CHECK_FALSE(empty->listen);
  CHECK(empty->hosts.empty());
}

TEST_CASE("errors in the daemon's settings name the line and give a hint") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "callside.yaml";
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"searchd:\n  lissten: a\n", ":2: unknown key \"lissten\" under searchd"},
      {"searchd:\n  [a]: b\n", ":2: unknown key \"\" under searchd"},
      {"searchd: 7\n", ":1: searchd must be keys with values"},
      {"searchd:\n  listen: []\n", ":2: listen must be a string"},
      {"searchd:\n  hosts: [a, [b]]\n", ":2: hosts must be a string"},
      {"index: [kb]\n", ":1: index must be a string"},
      {"groups:\n- [a]\n", ":2: a group must be a name"},
      {"groups: {a: b}\n", ":1: groups must be a list of names"},
      {"searchd:\n  listen: a\n  listen: b\n", ":3: the key \"listen\" occurs twice"},
      {"- a\n", ":1: the configuration must be keys with values"},
      {"a: [\n", ":2: not valid YAML"}};
  for (const auto& [yaml, message] : faults) {
    CAPTURE(yaml);
    REQUIRE(replace_file(file, yaml));
    const auto settings = read_daemon_settings(file);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().code == callside::ErrorCode::invalid_input);
    CHECK(holds(settings.error().message, file.string() + message));
    CHECK_FALSE(settings.error().hint.empty());
  }
  REQUIRE(replace_file(file, "searchd:\n  lissten: a\n"));
  CHECK(read_daemon_settings(file).error().hint == "did you mean \"listen\"?");
  std::filesystem::remove(file);
  CHECK(read_daemon_settings(file).error().code == callside::ErrorCode::not_found);
}
