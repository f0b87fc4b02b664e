#include "searchd/http/daemon.h"

#include <httplib.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/http/keys_file.h"
#include "tests/http/process.h"
#include "tests/http/raw_client.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using namespace callside::testing;
using Stream = Process::Stream;

namespace {

std::vector<std::string> command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), CALLSIDE_BIN_DIR "/fake-searchd");
  return arguments;
}

int port_of(Process& daemon) {
  const std::string address = daemon.until(Stream::err, "listening on http://");
  return std::stoi(address.substr(address.rfind(':') + 1));
}

httplib::Headers bearer_of(const std::string& key) { return {{"Authorization", "Bearer " + key}}; }

std::string get_locally(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

}  // namespace

TEST_CASE("the daemon logs where it listens, what it serves, and how many documents need a key") {
  Process daemon(command({"--index", "kb", "--listen", "127.0.0.1:0"}));
  const int port = port_of(daemon);
  RawClient client(port);
  client.send(get_locally("/") + get_locally("/v1/suggest?q=a"));
  CHECK(client.answer().body == "<!doctype html>");
  CHECK(client.answer().status == 200);
  daemon.signal(SIGINT);
  CHECK(daemon.wait() == 0);
  const std::string log = daemon.all(Stream::err);
  CHECK(holds(log, "callside-searchd 0."));
  CHECK(holds(log, "index kb: generation 000007 of 2026-10-05T08:00:00Z, 12 documents in en, sl"));
  CHECK(holds(log, "7 of 12 documents need a key; make one with: callside-searchd key new --name"));
  CHECK(holds(log, "now serving generation 000008"));
  CHECK(holds(log, "stopped"));
  CHECK(daemon.all(Stream::out).empty());
}

TEST_CASE("the engine prepares for the readers of all keys; without keys, for the public") {
  KeysFile file(staff_entry() + public_entry());
  const auto said = [](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--index", "readers", "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Process daemon(command(arguments));
    port_of(daemon);
    daemon.signal(SIGTERM);
    CHECK(daemon.wait() == 0);
    return daemon.all(Stream::out);
  };
  CHECK(said({"--keys", file.path()}) == "reader: internal public\nreader: partners public\n");
  CHECK(said({}) == "reader: public\n");
}

TEST_CASE("SIGTERM finishes the running request, then the daemon exits with 0") {
  Process daemon(command({"--index", "waiting", "--listen", "127.0.0.1:0"}));
  const int port = port_of(daemon);
  RawClient idle(port);
  RawClient client(port);
  client.send(get_locally("/v1/suggest?q=a"));
  daemon.until(Stream::out, "searching");
  daemon.signal(SIGTERM);
  daemon.until(Stream::err, "stopping");
  CHECK(idle.closed());
  daemon.write_line("go on");
  CHECK(client.answer().status == 200);
  CHECK(client.closed());
  CHECK(daemon.wait() == 0);
}

TEST_CASE("SIGHUP reloads the keys and the configuration without a restart") {
  KeysFile file(staff_entry());
  const std::filesystem::path config = file.path().parent_path() / "callside.yaml";
  const auto configure = [&](const std::string& yaml) { REQUIRE(callside::replace_file(config, yaml)); };
  configure("searchd:\n  keys: keys.yaml\n  listen: 127.0.0.1:0\n");
  Process daemon(command({"--index", "kb", "--config", config}));
  const int port = port_of(daemon);
  const auto status = [&](const std::string& request) {
    RawClient client(port);
    client.send(request);
    return client.answer().status;
  };
  const std::string by_name = "GET /healthz HTTP/1.1\r\nHost: kb.example\r\n\r\n";
  CHECK(status(by_name) == 403);

  configure(
      "groups: [partners]\nsearchd:\n  keys: keys.yaml\n  listen: 127.0.0.1:1\n  hosts: [kb.example]\n"
      "  log_level: warning\n  deadline: 75\n");
  file.write(staff_entry() + public_entry());
  daemon.signal(SIGHUP);
  daemon.until(Stream::err, "another listen, which takes effect after a restart");
  daemon.until(Stream::err, "the log level is now warning");
  daemon.until(Stream::err, "warning read 2 keys");
  CHECK(status(by_name) == 200);
  CHECK(status(get_locally("/v1/suggest?q=a", "Authorization: Bearer " + kPublicKey + "\r\n")) == 200);

  configure("searchd:\n  hots: [kb.example]\n");
  daemon.signal(SIGHUP);
  daemon.until(Stream::err, "keeping the current configuration: ");
  CHECK(status(by_name) == 200);
  RawClient client(port);
  client.send(get_locally("/readyz"));
  const auto ready = client.answer();
  CHECK(ready.status == 200);
  CHECK(holds(ready.body, R"("code":"config")"));
  // Retried without a signal.
  configure("searchd:\n  keys: keys.yaml\n  listen: 127.0.0.1:0\n  log_level: info\n  deadline: 0\n");
  daemon.until(Stream::err, "the log level is now info");
  daemon.until(Stream::err, "the deadline of a search is now 0 ms");
  CHECK(status(by_name) == 403);
  daemon.signal(SIGTERM);
  CHECK(daemon.wait() == 0);
}

TEST_CASE("SIGUSR1 logs the daemon's state; neither it nor other signals end the daemon") {
  KeysFile file(staff_entry());
  Process daemon(command({"--index", "kb", "--listen", "127.0.0.1:0", "--keys", file.path()}));
  const int port = port_of(daemon);
  RawClient client(port);
  client.send(get_locally("/healthz"));
  CHECK(client.answer().status == 200);
  daemon.signal(SIGUSR1);
  CHECK(daemon.until(Stream::err, "status: ") == "generation 000007; keys: 1; connections: 1; alarms: none");
  for (const int signal : {SIGPIPE, SIGUSR2, SIGHUP, SIGUSR1}) daemon.signal(signal);
  daemon.until(Stream::err, "reloading the configuration and the keys");
  daemon.until(Stream::err, "read 1 key from");
  client.send(get_locally("/healthz"));
  CHECK(client.answer().status == 200);
  daemon.signal(SIGTERM);
  CHECK(daemon.wait() == 0);
  // The keys did not change, so there is no warning.
  CHECK(holds(daemon.all(Stream::err), "info read 1 key from"));
  CHECK_FALSE(holds(daemon.all(Stream::err), " warning read "));
}

TEST_CASE("a page of another port of this machine has a foreign origin") {
  Process daemon(command({"--index", "kb", "--listen", "127.0.0.1:0"}));
  const int port = port_of(daemon);
  const std::string own = "127.0.0.1:" + std::to_string(port);
  const auto status_from = [&](const std::string& origin) {
    RawClient client(port);
    client.send("GET /v1/suggest?q=a HTTP/1.1\r\nHost: " + own + "\r\nOrigin: " + origin + "\r\n\r\n");
    return client.answer().status;
  };
  CHECK(status_from("http://" + own) == 200);
  for (const char* other :
       {"http://127.0.0.1:1", "https://127.0.0.1:9", "http://127.0.0.1", "http://[::1]:1"}) {
    CAPTURE(other);
    CHECK(status_from(other) == 403);
  }
}

TEST_CASE("IPv6 loopback is served and logged with brackets") {
  Process daemon(command({"--index", "kb", "--listen", "[::1]:0"}));
  std::string address;
  try {
    address = daemon.until(Stream::err, "listening on http://");
  } catch (const std::runtime_error&) {
    WARN("this machine has no IPv6");
    return;
  }
  CHECK(address.find("[::1]:") == 0);
  CHECK(address != "[::1]:0");
}

TEST_CASE("a key made on the command line works in the running daemon until it is removed") {
  KeysFile file("[]\n");
  const std::string keys = file.path();
  Process daemon(command({"--index", "kb", "--listen", "127.0.0.1:0", "--keys", keys}));
  const int port = port_of(daemon);
  Process maker(command({"key", "new", "--name", "Ana", "--audiences", "public,internal", "--keys", keys}));
  const std::string out = maker.all(Stream::out);
  CHECK(maker.wait() == 0);
  const std::string headers = "Authorization: Bearer " + out.substr(0, out.find('\n')) + "\r\n";
  RawClient client(port);
  client.send(get_locally("/v1/suggest?q=a") + get_locally("/v1/suggest?q=a", headers));
  CHECK(client.answer().status == 401);
  CHECK(client.answer().status == 200);
  file.write("[]\n");
  client.send(get_locally("/v1/suggest?q=a", headers));
  CHECK(client.answer().status == 401);
  // Noticed even if no request arrives.
  file.write("- name: [\n");
  daemon.until(Stream::err, "keeping the current keys");
  daemon.signal(SIGTERM);
  CHECK(daemon.wait() == 0);
  CHECK_FALSE(holds(daemon.all(Stream::err), out.substr(0, 20)));
}

TEST_CASE("a link made while the daemon runs signs in, and the session survives SIGKILL") {
  const TemporaryFolder folder;
  KeysFile file(staff_entry());
  const std::string keys = file.path();
  const std::string state = folder.path() / "state";
  const std::vector<std::string> serving{"--index", "kb", "--listen", "127.0.0.1:0",
                                         "--keys",  keys, "--state",  state};
  const auto sign_in = [](int port, const std::string& code) {
    return httplib::Client("127.0.0.1", port)
        .Post("/v1/session", R"({"code":")" + code + "\"}", "application/json");
  };
  const auto suggest = [](int port, const std::string& id) {
    return httplib::Client("127.0.0.1", port)
        .Get("/v1/suggest?q=a", {{"Cookie", "callside_session_" + std::to_string(port) + "=" + id}})
        ->status;
  };
  const auto link = [&] {
    Process maker(command({"key", "link", "--all", "--keys", keys, "--state", state}));
    const std::string out = maker.all(Stream::out);
    REQUIRE(maker.wait() == 0);
    REQUIRE(holds(out, "Ana\thttp://127.0.0.1:8080/#code="));
    return out.substr(out.find('=') + 1, 22);
  };
  const std::string code = link();  // made before the daemon runs
  std::string kept, ended;
  {
    Process daemon(command(serving));
    const int port = port_of(daemon);
    const auto id_of = [](const httplib::Result& answer) {
      REQUIRE(answer->status == 200);
      const std::string cookie = answer->get_header_value("Set-Cookie");
      return cookie.substr(cookie.find('=') + 1, 43);
    };
    kept = id_of(sign_in(port, code));
    ended = id_of(sign_in(port, link()));
    CHECK(suggest(port, kept) == 200);
    CHECK(httplib::Client("127.0.0.1", port)
              .Delete("/v1/session", {{"Cookie", "callside_session_" + std::to_string(port) + "=" + ended},
                                      {"Origin", "http://127.0.0.1:" + std::to_string(port)}})
              ->status == 200);

    Process second(command(serving));
    CHECK(holds(second.all(Stream::err), "another daemon uses the state folder"));
    CHECK(second.wait() == 19);
    daemon.signal(SIGKILL);
    daemon.wait();
  }
  Process daemon(command(serving));
  const int port = port_of(daemon);
  CHECK(suggest(port, kept) == 200);
  CHECK(suggest(port, ended) == 401);
  CHECK(sign_in(port, code)->status == 401);
  daemon.signal(SIGTERM);
  CHECK(daemon.wait() == 0);
  CHECK(holds(daemon.all(Stream::err), " 1 session in "));
}

TEST_CASE("the daemon warns about a state folder that others may read and refuses one that they may change") {
  const TemporaryFolder folder;
  const std::string state = folder.path() / "state";
  KeysFile file(staff_entry());
  REQUIRE(std::filesystem::create_directory(state));
  const auto serve = [&](mode_t mode) {
    REQUIRE(::chmod(state.c_str(), mode) == 0);
    return std::make_unique<Process>(
        command({"--index", "kb", "--listen", "127.0.0.1:0", "--keys", file.path(), "--state", state}));
  };
  for (const mode_t mode : {0700U, 0755U, 0711U}) {
    const auto daemon = serve(mode);
    port_of(*daemon);
    daemon->signal(SIGTERM);
    CHECK(daemon->wait() == 0);
    const std::string log = daemon->all(Stream::err);
    CHECK(holds(log, " warning others may read the state folder " + state + ": run chmod 700 on it") ==
          (mode != 0700U));
    Process maker(command({"key", "link", "--all", "--keys", file.path(), "--state", state}));
    CHECK(holds(maker.all(Stream::err), "warning: others may read the state folder") == (mode != 0700U));
    CHECK(maker.wait() == 0);
  }
  for (const mode_t mode : {0777U, 0720U}) {
    const auto daemon = serve(mode);
    CHECK(holds(daemon->all(Stream::err), "others may write to the state folder " + state));
    CHECK(daemon->wait() == 1);
  }
}

TEST_CASE("a session ends for good when its key is removed, even if the key returns") {
  const TemporaryFolder folder;
  KeysFile file(staff_entry() + public_entry());
  const std::vector<std::string> serving{"--index", "kb",        "--listen", "127.0.0.1:0",
                                         "--keys",  file.path(), "--state",  folder.path() / "state"};
  const auto suggest = [](int port, const std::string& id) {
    return httplib::Client("127.0.0.1", port)
        .Get("/v1/suggest?q=a", {{"Cookie", "callside_session_" + std::to_string(port) + "=" + id}})
        ->status;
  };
  const auto sign_in = [](int port, const std::string& key) {
    const auto answer = httplib::Client("127.0.0.1", port).Post("/v1/session", bearer_of(key), "", "");
    REQUIRE(answer->status == 200);
    const std::string cookie = answer->get_header_value("Set-Cookie");
    return cookie.substr(cookie.find('=') + 1, 43);
  };
  std::string staff, other;
  const bool meanwhile = GENERATE(true, false);
  CAPTURE(meanwhile);
  {
    Process daemon(command(serving));
    const int port = port_of(daemon);
    staff = sign_in(port, kStaffKey);
    other = sign_in(port, kPublicKey);
    CHECK(suggest(port, staff) == 200);
    if (meanwhile) {
      file.write(public_entry());
      daemon.until(Stream::err, "ended 1 session of removed keys");
      file.write(staff_entry() + public_entry());
      CHECK(suggest(port, staff) == 401);
      CHECK(suggest(port, other) == 200);
    }
    daemon.signal(SIGTERM);
    CHECK(daemon.wait() == 0);
  }
  if (!meanwhile) {
    file.write(public_entry());
    Process without(command(serving));
    port_of(without);
    without.signal(SIGKILL);
    without.wait();
    file.write(staff_entry() + public_entry());
  }
  Process daemon(command(serving));
  const int port = port_of(daemon);
  CHECK(suggest(port, staff) == 401);
  CHECK(suggest(port, other) == 200);
  CHECK(suggest(port, sign_in(port, kStaffKey)) == 200);
}

TEST_CASE("if the daemon cannot serve, it exits with a status, a reason and a hint") {
  const auto run = [](std::vector<std::string> arguments) {
    Process daemon(command(std::move(arguments)));
    std::string text = daemon.all(Stream::err);
    return std::pair(daemon.wait(), text);
  };
  const auto old = run({"--index", "old"});
  CHECK(old.first == 11);
  CHECK(holds(old.second, "index of another version\n  build it anew"));
  CHECK(run({"--index", "broken"}).first == 1);
  CHECK(run({"--index", "kb", "--listen", "0.0.0.0:0"}).first == 2);
  CHECK(run({"--index", "kb", "--keys", "/nonexistent/keys.yaml"}).first == 1);

  Process daemon(command({"--index", "kb", "--listen", "127.0.0.1:0"}));
  const std::string taken = "127.0.0.1:" + std::to_string(port_of(daemon));
  const auto second = run({"--index", "kb", "--listen", taken});
  CHECK(second.first == 1);
  CHECK(holds(second.second, "in use"));
}

TEST_CASE("help and version go to the standard output") {
  Process help(command({"--help"}));
  CHECK(holds(help.all(Stream::out), "Examples:"));
  CHECK(help.wait() == 0);
  Process version(command({"--version"}));
  CHECK(holds(version.all(Stream::out), "callside-searchd 0."));
  CHECK(version.wait() == 0);
}
