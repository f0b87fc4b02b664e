#include "searchd/http/options.h"

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using callside::Command;
using callside::ExitMessage;
using callside::KeyLinkOptions;
using callside::KeyNewOptions;
using callside::parse_command_line;
using callside::replace_file;
using callside::ServeOptions;
using callside::testing::holds;
using callside::testing::TemporaryFolder;
using namespace std::chrono_literals;

namespace {

using Strings = std::vector<std::string>;

ServeOptions serving(Strings arguments) {
  const Command command = parse_command_line(std::move(arguments));
  if (const auto* message = std::get_if<ExitMessage>(&command)) FAIL(message->text);
  return std::get<ServeOptions>(command);
}

ExitMessage refused(Strings arguments) {
  const Command command = parse_command_line(std::move(arguments));
  REQUIRE(std::holds_alternative<ExitMessage>(command));
  return std::get<ExitMessage>(command);
}

}  // namespace

TEST_CASE("the daemon needs an index and listens on loopback") {
  const ServeOptions options = serving({"--index", "kb"});
  CHECK(options.index == "kb");
  CHECK(options.listen.text() == "127.0.0.1:8080");
  CHECK(options.keys.empty());
  CHECK(options.log_level == "info");
  CHECK_FALSE(options.groups);
  CHECK(refused({}).exit_status == 2);
  CHECK(holds(refused({}).text, "--index"));
}

TEST_CASE("addresses are IPv4, IPv6 in brackets, or names") {
  CHECK(serving({"--index", "kb", "--listen", "127.0.0.1:0"}).listen.port == 0);
  CHECK(serving({"--index", "kb", "--listen", "[::1]:81"}).listen.host == "::1");
  CHECK(serving({"--index", "kb", "--listen", "localhost:81"}).listen.host == "localhost");
  for (const char* listen : {"8080", "127.0.0.1", "::1:80", "127.0.0.1:x", "http://127.0.0.1:80"}) {
    CHECK(refused({"--index", "kb", "--listen", listen}).exit_status == 2);
  }
}

TEST_CASE("without keys only a loopback address is accepted, and the error says what to do") {
  for (const char* listen : {"0.0.0.0:8080", "[::]:8080", "192.168.1.5:80", "kb.example:80"}) {
    const ExitMessage message = refused({"--index", "kb", "--listen", listen});
    CHECK(message.exit_status == 2);
    CHECK(holds(message.text, "key new"));
    CHECK(serving({"--index", "kb", "--listen", listen, "--keys", "k.yaml"}).keys == "k.yaml");
  }
}

TEST_CASE("hosts and the log level are validated") {
  CHECK(serving({"--index", "kb", "--host", "KB.example", "--host", "b"}).hosts ==
        Strings{"kb.example", "b"});
  CHECK(refused({"--index", "kb", "--host", "https://kb.example"}).exit_status == 2);
  CHECK(refused({"--index", "kb", "--host", "kb.example:80"}).exit_status == 2);
  CHECK(serving({"--index", "kb", "--log-level", "debug"}).log_level == "debug");
  CHECK(refused({"--index", "kb", "--log-level", "loud"}).exit_status == 2);
  CHECK(refused({"--index", "kb", "--nonsense"}).exit_status == 2);
  CHECK(refused({"kb"}).exit_status == 2);
}

TEST_CASE("the deadline of a search is 50 ms, or another one by option or by configuration") {
  CHECK(serving({"--index", "kb"}).deadline == 50ms);
  CHECK(serving({"--index", "kb", "--deadline", "200"}).deadline == 200ms);
  CHECK(serving({"--index", "kb", "--deadline", "0"}).deadline == 0ms);
  CHECK(serving({"--index", "kb", "--deadline", "10000"}).deadline == 10s);
  for (const char* deadline : {"10001", "-1", "50ms", "0.05", "soon", "99999999999999999999"}) {
    CAPTURE(deadline);
    const ExitMessage message = refused({"--index", "kb", "--deadline", deadline});
    CHECK(message.exit_status == 2);
    CHECK(holds(message.text, "milliseconds from 0 (no deadline) to 10000, not " + std::string(deadline)));
  }
  TemporaryFolder folder;
  const auto file = folder.path() / "callside.yaml";
  REQUIRE(replace_file(file, "searchd:\n  deadline: 75\n"));
  CHECK(serving({"--index", "kb", "--config", file}).deadline == 75ms);
  CHECK(serving({"--index", "kb", "--config", file, "--deadline", "0"}).deadline == 0ms);
  REQUIRE(replace_file(file, "searchd:\n  deadline: soon\n"));
  CHECK(holds(refused({"--index", "kb", "--config", file}).text, "--deadline must be"));
}

TEST_CASE("metrics need a key unless they are open, by option or by configuration") {
  CHECK_FALSE(serving({"--index", "kb"}).open_metrics);
  CHECK_FALSE(serving({"--index", "kb", "--metrics", "key"}).open_metrics);
  CHECK(serving({"--index", "kb", "--metrics", "open"}).open_metrics);
  CHECK(refused({"--index", "kb", "--metrics", "public"}).exit_status == 2);
  TemporaryFolder folder;
  const auto file = folder.path() / "callside.yaml";
  REQUIRE(replace_file(file, "searchd:\n  metrics: open\n"));
  CHECK(serving({"--index", "kb", "--config", file}).open_metrics);
  REQUIRE(replace_file(file, "searchd:\n  metrics: yes\n"));
  CHECK(refused({"--index", "kb", "--config", file}).exit_status == 2);
}

TEST_CASE("help and version exit with 0") {
  const ExitMessage help = refused({"--help"});
  CHECK(help.exit_status == 0);
  for (const char* part : {"--index", "--keys", "Examples:", "Exit status:", "127.0.0.1:8080"}) {
    CHECK(holds(help.text, part));
  }
  CHECK(refused({"--version"}).exit_status == 0);
  CHECK(holds(refused({"--version"}).text, "callside-searchd 0."));
  CHECK(holds(refused({"key", "new", "--help"}).text, "--audiences"));
}

TEST_CASE("key new takes a name, audiences, brands, a day and a file") {
  const Command command =
      parse_command_line({"key", "new", "--name", "Ana B", "--audiences", "public,internal", "--brands",
                          "north", "--until", "2027-01-31", "--keys", "k.yaml"});
  REQUIRE(std::holds_alternative<KeyNewOptions>(command));
  const auto& options = std::get<KeyNewOptions>(command);
  CHECK(options.name == "Ana B");
  CHECK(options.audiences == Strings{"public", "internal"});
  CHECK(options.brands == Strings{"north"});
  CHECK(options.until == "2027-01-31");
  CHECK(options.keys == "k.yaml");
  CHECK(refused({"key"}).exit_status == 2);
  CHECK(refused({"key", "new", "--name", "Ana"}).exit_status == 2);
  CHECK(refused({"key", "new", "--audiences", "public"}).exit_status == 2);
  CHECK(refused({"key", "new", "--name", "", "--audiences", "public"}).exit_status == 2);
  CHECK(refused({"key", "new", "--name", "a\nb", "--audiences", "public"}).exit_status == 2);
  CHECK(
      refused({"key", "new", "--name", "a", "--audiences", "public", "--until", "2027-02-30"}).exit_status ==
      2);
}

TEST_CASE("key link takes names, files, and the address of the page") {
  const Strings required{"key", "link", "--keys", "k.yaml", "--state", "state"};
  const auto with = [&](Strings more) {
    more.insert(more.begin(), required.begin(), required.end());
    return more;
  };
  const auto linking = [&](Strings more) {
    const Command command = parse_command_line(with(std::move(more)));
    if (const auto* message = std::get_if<ExitMessage>(&command)) FAIL(message->text);
    return std::get<KeyLinkOptions>(command);
  };
  const KeyLinkOptions one = linking({"--name", "Ana", "--name", "Bo", "--minutes", "30", "--json"});
  CHECK(one.names == Strings{"Ana", "Bo"});
  CHECK(one.keys == "k.yaml");
  CHECK(one.state == "state");
  CHECK(one.lifetime == std::chrono::minutes(30));
  CHECK(one.json);
  const KeyLinkOptions all = linking({"--all"});
  CHECK(all.names.empty());
  CHECK(all.base_url == "http://127.0.0.1:8080");
  CHECK(all.lifetime == std::chrono::minutes(10));
  CHECK(linking({"--all", "--base-url", "https://KB.example:8443/"}).base_url == "https://kb.example:8443");
  CHECK(linking({"--all", "--base-url", "http://[::1]:80"}).base_url == "http://[::1]:80");
  for (const char* url : {"kb.example", "ftp://kb.example", "https://", "https://kb.example/page",
                          "https://kb.example/?a", "https://kb.example#a", "https://a b", "https://u@kb"}) {
    CHECK(holds(refused(with({"--all", "--base-url", url})).text, "--base-url"));
  }
  CHECK(holds(refused(required).text, "--all"));
  CHECK(refused(with({"--all", "--name", "Ana"})).exit_status == 2);
  for (const char* minutes : {"0", "1441", "x", "-5"}) {
    CHECK(refused(with({"--all", "--minutes", minutes})).exit_status == 2);
  }
  CHECK(holds(refused({"key", "link", "--all", "--state", "s"}).text, "--keys"));
  CHECK(holds(refused({"key", "link", "--all", "--keys", "k"}).text, "--state"));

  const TemporaryFolder folder;
  const std::string file = folder.path() / "callside.yaml";
  REQUIRE(replace_file(file, "searchd: {keys: keys.yaml, state: var}\n"));
  const Command command = parse_command_line({"key", "link", "--all", "--config", file});
  REQUIRE(std::holds_alternative<KeyLinkOptions>(command));
  CHECK(std::get<KeyLinkOptions>(command).keys == folder.path() / "keys.yaml");
  CHECK(std::get<KeyLinkOptions>(command).state == folder.path() / "var");
}

TEST_CASE("the configuration has defaults and declares groups; the command line overrides it") {
  TemporaryFolder folder;
  const std::string file = folder.path() / "callside.yaml";
  REQUIRE(replace_file(file,
                       "groups: [partners]\nstop_words: {en: [the]}\n"
                       "searchd:\n  listen: 0.0.0.0:81\n  keys: keys.yaml\n  state: state\n  hosts: "
                       "[kb.example]\n  log_level: error\n"));
  const ServeOptions options = serving({"--index", "kb", "--config", file});
  CHECK(options.listen.text() == "0.0.0.0:81");
  CHECK(options.keys == folder.path() / "keys.yaml");
  CHECK(options.state == folder.path() / "state");
  CHECK(options.hosts == Strings{"kb.example"});
  CHECK(options.log_level == "error");
  CHECK(options.groups == std::set<std::string>{"partners"});
  const ServeOptions overridden =
      serving({"--index", "kb", "--config", file, "--listen", "127.0.0.1:82", "--keys", "k.yaml", "--state",
               "s", "--host", "b", "--log-level", "info"});
  CHECK(overridden.listen.text() == "127.0.0.1:82");
  CHECK(overridden.keys == "k.yaml");
  CHECK(overridden.state == "s");
  CHECK(overridden.hosts == Strings{"b"});
  CHECK(overridden.log_level == "info");

  for (const auto& [yaml, line] :
       std::vector<std::pair<std::string, std::string>>{{"searchd:\n  lissten: a\n", ":2:"},
                                                        {"searchd: 7\n", ":1:"},
                                                        {"groups:\n- [a]\n", ":2:"},
                                                        {"- a\n", ":1:"},
                                                        {"a: [\n", ":2:"},
                                                        {"searchd:\n  listen: []\n", ":2:"}}) {
    REQUIRE(replace_file(file, yaml));
    const ExitMessage wrong = refused({"--index", "kb", "--config", file});
    CHECK(wrong.exit_status == 2);
    CHECK(holds(wrong.text, "callside.yaml" + line));
  }
  CHECK(refused({"--index", "kb", "--config", file + ".absent"}).exit_status == 2);
}
