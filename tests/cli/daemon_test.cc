// callside-searchd as an operator uses it: starting, keys, ports, signals.

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/keys.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// One public document, and two that need a key.
class Index {
 public:
  Index() {
    Json internal = article("staff", "Refund over the limit", "Ask the team lead.");
    internal["audience"] = "internal";
    Json without_audience = article("unsaid", "Refund in cash", "Never.");
    without_audience.erase("audience");
    write_text(folder_.path() / "kb.jsonl",
               lines({article("a", "Refund", "Money comes back."), internal, without_audience}));
    build(path(), folder_.path() / "kb.jsonl");
  }
  fs::path path() const { return folder_.path() / "kb"; }
  fs::path keys() const { return folder_.path() / "keys.yaml"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("without keys, the daemon serves public documents and logs how many need a key") {
  const Index index;
  Daemon daemon(index.path());
  CHECK(holds(daemon.log(), "2 of 3 documents need a key; make one with: callside-searchd key new"));
  CHECK(holds(daemon.log(), "generation 000001"));
  auto client = daemon.client();
  const Json answer = suggest(client, {{"q", "refund"}, {"limit", 50}});
  REQUIRE(answer["suggestions"].size() == 1);
  CHECK(answer["suggestions"][0]["id"] == "a");
  // Answers are not cached, and the request id is also in the log.
  const auto raw = client.Get("/v1/suggest?q=refund");
  CHECK(raw->get_header_value("Cache-Control") == "no-store");
  CHECK(daemon.process().wait_for_error("id=" + raw->get_header_value("X-Request-Id")));
  CHECK(client.Get("/healthz")->status == 200);
  CHECK(client.Get("/readyz")->status == 200);
  CHECK(holds(client.Get("/")->body, "<html"));

  const Finished stopped = daemon.stop();
  CHECK(stopped.status == 0);
  CHECK(stopped.out.empty());
  CHECK_FALSE(holds(stopped.err, "refund"));
}

TEST_CASE("the daemon listens beyond loopback only with keys") {
  const Index index;
  const Finished open = callside_searchd({"--index", index.path(), "--listen", "0.0.0.0:0"});
  CHECK(open.status == 2);
  CHECK(holds(open.err, "callside-searchd key new"));
  new_key(index.keys(), "Ana", "public,internal");
  Process keyed({kSearchd, "--index", index.path(), "--listen", "0.0.0.0:0", "--keys", index.keys()});
  CHECK(keyed.wait_for_error("listening on http://0.0.0.0:"));
  keyed.signal(SIGTERM);
  CHECK(keyed.wait().status == 0);
}

TEST_CASE("key new shows the key once and keeps only its hash") {
  const Index index;
  const Finished made = callside_searchd(
      {"key", "new", "--name", "Ana", "--audiences", "public,internal", "--keys", index.keys()});
  REQUIRE(made.status == 0);
  CHECK(holds(made.err, "shown only now"));
  REQUIRE(made.out.size() > 20);
  CHECK(made.out.find('\n') == made.out.size() - 1);
  const std::string key = made.out.substr(0, made.out.size() - 1);
  const std::string file = *callside::read_file(index.keys());
  CHECK_FALSE(holds(file, key));
  CHECK_FALSE(holds(file, key.substr(3, 20)));
  CHECK(holds(file, callside::sha256_hex(key)));
  CHECK((fs::status(index.keys()).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  // A name belongs to one person; the keys in the file stay.
  CHECK(callside_searchd({"key", "new", "--name", "Ana", "--audiences", "public", "--keys", index.keys()})
            .status == 2);
  CHECK(*callside::read_file(index.keys()) == file);

  Daemon daemon(index.path(), {"--keys", index.keys()});
  auto with = daemon.client(key);
  CHECK(suggest(with, {{"q", "refund"}, {"limit", 50}})["suggestions"].size() == 3);
  auto without = daemon.client();
  CHECK(without.Get("/v1/suggest?q=refund")->status == 401);
  auto wrong = daemon.client("cs_" + std::string(43, 'A'));
  CHECK(wrong.Get("/v1/suggest?q=refund")->status == 401);

  // New and removed keys take effect without a restart.
  const std::string second = new_key(index.keys(), "Bor", "public");
  auto bor = daemon.client(second);
  CHECK(suggest(bor, {{"q", "refund"}, {"limit", 50}})["suggestions"].size() == 1);
  REQUIRE(callside::replace_file(index.keys(), file));
  CHECK(bor.Get("/v1/suggest?q=refund")->status == 401);
  CHECK(with.Get("/v1/suggest?q=refund")->status == 200);
  // A broken keys file signs nobody out.
  REQUIRE(callside::replace_file(index.keys(), file + "- nome: Cene\n"));
  CHECK(with.Get("/v1/suggest?q=refund")->status == 200);
  const Finished stopped = daemon.stop();
  CHECK(stopped.status == 0);
  CHECK(holds(stopped.err, "keeping the current keys"));
  CHECK(holds(stopped.err, "key=Ana"));
  for (const std::string& secret : {key, second}) CHECK_FALSE(holds(stopped.err, secret.substr(3, 20)));
}

TEST_CASE("an unreadable or invalid keys file stops the daemon before it listens") {
  const Index index;
  const Finished absent =
      callside_searchd({"--index", index.path(), "--listen", "127.0.0.1:0", "--keys", index.keys()});
  CHECK(absent.status == 1);
  CHECK(holds(absent.err, index.keys().string()));
  write_text(index.keys(), "- name: Ana\n  sha256: " + std::string(64, 'a') +
                               "\n  audiences: [public]\n  untill: 2027-01-01\n");
  const Finished wrong =
      callside_searchd({"--index", index.path(), "--listen", "127.0.0.1:0", "--keys", index.keys()});
  CHECK(wrong.status == 1);
  CHECK(holds(wrong.err, index.keys().string() + ":4: unknown field \"untill\""));
}

TEST_CASE("a port in use is named") {
  const Index index;
  const Daemon first(index.path());
  const std::string port = std::to_string(first.port());
  const Finished second = callside_searchd({"--index", index.path(), "--listen", "127.0.0.1:" + port});
  CHECK(second.status == 1);
  CHECK(holds(second.err, "cannot listen on 127.0.0.1 port " + port + ": Address already in use"));
  CHECK(holds(second.err, "--listen"));
  auto client = first.client();
  CHECK(client.Get("/healthz")->status == 200);
}

TEST_CASE("a folder that is not an index is named with the command that builds one") {
  const TemporaryFolder folder;
  for (const fs::path& index : {folder.path() / "absent", folder.path()}) {
    const Finished result = callside_searchd({"--index", index, "--listen", "127.0.0.1:0"});
    INFO(result.err);
    CHECK(result.status == 1);
    CHECK(holds(result.err, index.string()));
    CHECK(holds(result.err, "callside-index build --index " + index.string()));
    const Finished status = callside_index({"status", "--index", index});
    CHECK(status.status == 1);
    CHECK(holds(status.err, "callside-index build --index " + index.string()));
  }
}

TEST_CASE("SIGTERM and SIGINT stop the daemon in order while browsers stay connected") {
  const Index index;
  for (const int signal : {SIGTERM, SIGINT}) {
    Daemon daemon(index.path());
    auto idle = daemon.client();
    REQUIRE(idle.Get("/healthz")->status == 200);
    daemon.process().signal(signal);
    const Finished ended = daemon.process().wait();
    CHECK(ended.status == 0);
    CHECK(holds(ended.err, "stopped"));
  }
}
