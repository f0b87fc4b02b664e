// `preview`: sources and staged generations before they are published.
#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A running preview, with its temporary files in a folder of the test.
class Preview {
 public:
  Preview(std::vector<std::string> arguments, const fs::path& temporary)
      : process_(command(std::move(arguments)), options(temporary)) {
    REQUIRE(wait_until([&] { return process_.ended() || holds(process_.output_text(), "\n"); }));
    if (process_.ended()) throw std::runtime_error("preview failed: " + process_.error_text());
    report_ = Json::parse(process_.output_text());
  }

  const Json& result() const { return report_; }
  Process& process() { return process_; }
  int port() const {
    const std::string url = report_["url"];
    return std::stoi(url.substr(url.rfind(':') + 1));
  }
  httplib::Client client() const {
    httplib::Client client("127.0.0.1", port());
    client.set_bearer_token_auth(report_["key"].get<std::string>().c_str());
    return client;
  }

 private:
  static std::vector<std::string> command(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {kIndexer, "preview", "--json"});
    return arguments;
  }
  static Process::Options options(const fs::path& temporary) {
    fs::create_directories(temporary);
    Process::Options options;
    options.environment = {{"TMPDIR", temporary.string()}};
    return options;
  }

  Process process_;
  Json report_;
};

bool answers(const Preview& preview) {
  auto client = preview.client();
  return static_cast<bool>(client.Get("/healthz"));
}

Json secret(const std::string& id) {
  Json record = article(id, "Portal secret", "For the wardens.");
  record["audience"] = "wardens";
  return record;
}

}  // namespace

TEST_CASE("a preview of sources serves all of them, publishes nothing and leaves nothing") {
  const TemporaryFolder folder;
  const fs::path temporary = folder.path() / "tmp";
  write_text(folder.path() / "kb/callside.yaml", "groups: [wardens]\n");
  write_text(folder.path() / "kb/all.jsonl",
             lines({article("open", "Portal", "For all."), secret("secret")}));
  for (const int signal : {SIGINT, SIGTERM}) {
    Preview preview({(folder.path() / "kb").string()}, temporary);
    auto client = preview.client();
    CHECK(suggest(client, {{"q", "portal"}})["suggestions"].size() == 2);
    CHECK(suggest(client, {{"q", "portal"}})["revision"] == preview.result()["generation"]);
    // Not without the key, and not from elsewhere.
    httplib::Client nobody("127.0.0.1", preview.port());
    CHECK(nobody.Post("/v1/suggest", R"({"q":"portal"})", "application/json")->status == 401);
    const std::string link = preview.result()["link"];
    REQUIRE(link.find(preview.result()["url"].get<std::string>() + "/#code=") == 0);
    const Json code = {{"code", link.substr(link.find('=') + 1)}};
    CHECK(nobody.Post("/v1/session", code.dump(), "application/json")->status == 200);
    CHECK(nobody.Post("/v1/session", code.dump(), "application/json")->status == 401);
    preview.process().signal(signal);
    const Finished ended = preview.process().wait();
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    CHECK_FALSE(answers(preview));
    CHECK(names_in(temporary).empty());
  }
}

TEST_CASE("a staged generation is previewed while another is published") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Portal", "One.")}));
  build(index, folder.path() / "kb.jsonl");
  write_text(folder.path() / "kb.jsonl",
             lines({article("a", "Portal", "Two."), article("b", "Portal", "New.")}));
  REQUIRE(callside_index({"build", "--stage", "--index", index, folder.path() / "kb.jsonl"}).status == 0);
  {
    Preview preview({"--index", index}, folder.path() / "tmp");
    CHECK(preview.result()["generation"] == "000002");
    auto client = preview.client();
    CHECK(suggest(client, {{"q", "portal"}})["suggestions"].size() == 2);
    // It keeps its generation, whatever is published meanwhile, and hides withdrawn documents.
    build(index, folder.path() / "kb.jsonl");
    REQUIRE(callside_index({"withdraw", "--index", index, "b"}).status == 0);
    CHECK(wait_until([&] { return suggest(client, {{"q", "portal"}})["suggestions"].size() == 1; }));
    CHECK(suggest(client, {{"q", "portal"}})["revision"] == "000002");
    preview.process().signal(SIGINT);
    CHECK(preview.process().wait().status == 0);
  }
  CHECK(status_of(index)["generation"] == "000003");
  Preview first({"--index", index, "--generation", "000001"}, folder.path() / "tmp");
  auto client = first.client();
  CHECK(suggest(client, {{"q", "portal"}})["revision"] == "000001");
}

TEST_CASE("with --index, a preview of sources stages them, and they stay staged") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Portal", "One.")}));
  Preview preview({"--index", index, (folder.path() / "kb.jsonl").string()}, folder.path() / "tmp");
  preview.process().signal(SIGINT);
  CHECK(preview.process().wait().status == 0);
  CHECK(status_of(index)["staged"] == Json({"000001"}));
  CHECK(status_of(index)["generation"].is_null());
}

TEST_CASE("the preview fails if its daemon dies") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Portal", "One.")}));
  Preview preview({(folder.path() / "kb.jsonl").string()}, folder.path() / "tmp");
  const std::string me = std::to_string(preview.process().pid());
  std::ifstream children("/proc/" + me + "/task/" + me + "/children");
  pid_t daemon = 0;
  REQUIRE(children >> daemon);
  ::kill(daemon, SIGKILL);
  const Finished ended = preview.process().wait();
  CHECK(ended.status == 1);
  CHECK(holds(ended.err, "callside-searchd exited"));
  CHECK(names_in(folder.path() / "tmp").empty());
}

TEST_CASE("the daemon stops when the preview is killed") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Portal", "One.")}));
  Preview preview({(folder.path() / "kb.jsonl").string()}, folder.path() / "tmp");
  CHECK(answers(preview));
  preview.process().signal(SIGKILL);
  CHECK(wait_until([&] { return !answers(preview); }));
}

TEST_CASE("an invalid preview is refused") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  CHECK(callside_index({"preview", "--index", index}).status == 1);
  CHECK_FALSE(fs::exists(index));
  CHECK(callside_index({"preview", folder.path() / "absent"}).status == 1);
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Portal", "One.")}));
  build(index, folder.path() / "kb.jsonl");
  const Finished nothing = callside_index({"preview", "--index", index});
  CHECK(nothing.status == 1);
  CHECK(holds(nothing.err, "nothing is staged"));
  const Finished unknown = callside_index({"preview", "--index", index, "--generation", "000007"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "kept generations: 000001"));
  const Finished daemon =
      callside_searchd({"--index", index, "--generation", "../..", "--listen", "127.0.0.1:0"});
  CHECK(daemon.status == 1);
  CHECK(holds(daemon.err, "kept generations: 000001"));
}
