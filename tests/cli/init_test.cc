// init, and commands that use the declarations of callside.yaml.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A folder that init made, to run commands in.
class Starter {
 public:
  Starter() {
    const Finished made = callside_index({"init", path().string()});
    if (made.status != 0) throw std::runtime_error(made.err);
  }

  fs::path path() const { return folder_.path() / "kb of ours"; }
  fs::path config() const { return path() / "callside.yaml"; }

  Finished run(const std::vector<std::string>& arguments, const std::string& below = "") const {
    Process::Options options;
    options.folder = path() / below;
    return callside_index(arguments, options);
  }
  Json status() const { return Json::parse(run({"status", "--json"}).out); }

  // Replaces a text in the configuration; throws if it is not there.
  void edit(const std::string& from, const std::string& to) const {
    std::ifstream file(config());
    std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("callside.yaml has no " + from);
    write_text(config(), text.replace(at, from.size(), to));
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("init and update alone make a published index that passes its gate") {
  const Starter starter;
  const Finished first = starter.run({"update"});
  INFO(first.err);
  CHECK(first.status == 0);
  CHECK(first.err.empty());
  CHECK(holds(first.out, "generation 000001 published: 6 documents"));
  CHECK(holds(first.out, "gate        passed: 8 of 8"));
  const Finished second = starter.run({"update"});
  CHECK(second.status == 0);
  CHECK(holds(second.out, "nothing changed"));
  CHECK(starter.status().at("by_language") == Json{{"en", 4}, {"sl", 2}});
  CHECK(starter.status().at("by_audience").at("tier-2") == 1);
}

TEST_CASE("every command takes the index from the configuration, also in a subfolder") {
  const Starter starter;
  REQUIRE(starter.run({"update"}, "articles/sl/account").status == 0);
  CHECK(starter.run({"inspect", "account/reset-password"}, "articles").status == 0);
  CHECK(starter.run({"log"}, "articles").status == 0);
  CHECK(starter.run({"notice", "list"}, "articles").status == 0);
  CHECK(starter.run({"eval", "--judgements", "../gate.tsv"}, "articles").status == 0);
  CHECK(starter.run({"build", "--stage"}, "articles").status == 0);
  CHECK(starter.run({"diff"}, "articles").status == 0);
  CHECK(starter.run({"publish"}, "articles").status == 0);
  // The command line overrides it.
  CHECK(starter.run({"status", "--index", "elsewhere"}).status == 1);
  CHECK_FALSE(fs::exists(starter.path() / "articles/kb"));
}

TEST_CASE("update follows changes of the configuration") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  // Another source.
  write_text(starter.path() / "more/en/hours.md", "---\ntitle: Opening hours\n---\nFrom nine to five.\n");
  starter.edit("  - articles\n", "  - articles\n  - more\n");
  const Finished more = starter.run({"update"});
  INFO(more.err);
  CHECK(more.status == 0);
  CHECK(starter.status().at("documents") == 7);
  // Other defaults.
  CHECK(starter.status().at("by_audience").at("internal") == 4);
  starter.edit("audience: internal", "audience: public");
  CHECK(starter.run({"update"}).status == 0);
  CHECK(starter.status().at("by_audience").at("public") == 6);
  // The command line overrides them.
  CHECK(starter.run({"update", "--default", "audience=tier-2"}).status == 0);
  CHECK(starter.status().at("by_audience").at("tier-2") == 4);
  // Removing a source needs --allow-removals.
  starter.edit("  - more\n", "");
  CHECK(starter.run({"update"}).status == 4);
  CHECK(starter.status().at("documents") == 7);
  CHECK(starter.run({"update", "--allow-removals"}).status == 0);
  CHECK(starter.status().at("documents") == 6);
}

TEST_CASE("a change of the declared gate alone reads no source again") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  starter.edit("min_success3: 0.8", "min_success3: 1");
  CHECK(holds(starter.run({"update"}).out, "nothing changed"));
  // It is the gate of the next change.
  fs::remove(starter.path() / "articles/en/billing/raise-a-limit.md");
  const Finished stopped = starter.run({"update", "--allow-removals"});
  CHECK(stopped.status == 4);
  CHECK(holds(stopped.err, "refund above 200"));
  CHECK(holds(stopped.err, "the index has no billing/raise-a-limit"));
  // publish runs the same gate.
  CHECK(starter.run({"publish", "--allow-removals"}).status == 4);
  CHECK(starter.run({"publish", "--allow-removals", "--skip-gate"}).status == 0);
}

TEST_CASE("watch follows a source that is declared while it runs") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  Process::Options inside;
  inside.folder = starter.path();
  Process watch({kIndexer, "watch", "--publish"}, inside);
  REQUIRE(watch.wait_for_output("following 2 sources"));
  write_text(starter.path() / "more/hours.md", "---\ntitle: Opening hours\nlang: en\n---\nFrom nine.\n");
  starter.edit("  - tickets.jsonl\n", "  - tickets.jsonl\n  - more\n");
  REQUIRE(watch.wait_for_output("published: 1 added (article hours, en)"));
  // Its events are followed, too.
  write_text(starter.path() / "more/fees.md", "---\ntitle: Fees\nlang: en\n---\nWhat it costs.\n");
  REQUIRE(watch.wait_for_output("published: 1 added (article fees, en)"));
  // An error is reported, and the published generation stays.
  starter.edit("  - more\n", "  - mroe\n");
  REQUIRE(watch.wait_for_error("callside.yaml:18: source "));
  CHECK(starter.status().at("documents") == 8);
}

TEST_CASE("the folder can be moved, and its configuration used from elsewhere") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  const TemporaryFolder elsewhere;
  const fs::path moved = elsewhere.path() / "moved";
  fs::rename(starter.path(), moved);
  Process::Options inside;
  inside.folder = moved;
  CHECK(holds(callside_index({"update"}, inside).out, "nothing changed"));
  Process::Options outside;
  outside.folder = elsewhere.path();
  CHECK(holds(callside_index({"update", "--config", "moved/callside.yaml"}, outside).out, "nothing changed"));
  const Finished missing = callside_index({"update", "--index", "moved/kb"}, outside);
  CHECK(missing.status == 1);
  CHECK(holds(missing.err, "pass its new path as --config FILE"));
}

TEST_CASE("an index that was built from other sources does not switch to the declared ones") {
  const Starter starter;
  write_text(starter.path() / "other.jsonl", lines({article("one", "One", "Text.")}));
  REQUIRE(starter.run({"build", "--index", "other", "other.jsonl", "--skip-gate"}).status == 0);
  const Finished same = starter.run({"update", "--index", "other"});
  CHECK(same.status == 0);
  CHECK(holds(same.out, "nothing changed: generation 000001 stays, 1 document"));
}

TEST_CASE("errors in the configuration are reported with file and line and change nothing") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  const std::string file = starter.config().string();
  const auto expect_error = [&](const std::string& part) {
    const Finished result = starter.run({"update"});
    INFO(result.err);
    CHECK(result.status == 1);
    CHECK(holds(result.err, file));
    CHECK(holds(result.err, part));
  };
  starter.edit("sources:", "soruces:");
  expect_error("did you mean \"sources\"?");
  starter.edit("soruces:", "sources:");
  starter.edit("  - articles\n", "  - artikles\n");
  expect_error("callside.yaml:16: source ");
  starter.edit("artikles", "articles");
  starter.edit("confidence: not_validated", "confidence: high");
  expect_error("the default of confidence cannot be \"high\"");
  starter.edit("confidence: high", "confidence: not_validated");
  CHECK(holds(starter.run({"update"}).out, "nothing changed"));
}

TEST_CASE("init refuses a folder that is not empty") {
  const TemporaryFolder folder;
  write_text(folder.path() / "notes.txt", "mine");
  const Finished refused = callside_index({"init", folder.path()});
  CHECK(refused.status == 2);
  CHECK(holds(refused.err, "is not empty; nothing was written"));
  CHECK(holds(refused.err, "name a new folder"));
  CHECK(names_in(folder.path()) == std::set<std::string>{"notes.txt"});
  CHECK(callside_index({"init", folder.path() / "notes.txt"}).status == 2);
  fs::create_directory(folder.path() / "empty");
  CHECK(callside_index({"init", folder.path() / "empty"}).status == 0);
}

TEST_CASE("the daemon serves the index that the configuration declares") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  Process daemon({kSearchd, "--config", starter.config().string(), "--listen", "127.0.0.1:0"});
  CHECK(daemon.wait_for_error("listening on http://127.0.0.1:"));
}

TEST_CASE("an added source stays with the declared ones until it is replaced") {
  const Starter starter;
  REQUIRE(starter.run({"update"}).status == 0);
  const TemporaryFolder more;
  write_text(more.path() / "hours.md", "---\ntitle: Opening hours\n---\nFrom nine to five.\n");
  REQUIRE(starter.run({"update", "--add", more.path().string()}).status == 0);
  CHECK(holds(starter.run({"update"}).out, "nothing changed"));
  write_text(more.path() / "hours.md", "---\ntitle: Opening hours\n---\nFrom ten to four.\n");
  CHECK(holds(starter.run({"update"}).out, "0 added, 1 changed, 0 removed"));
  CHECK(starter.run({"inspect", "hours"}).status == 0);
  // It is not a delta export, so nothing is published if it is missing.
  fs::remove_all(more.path() / "hours.md");
  CHECK(starter.run({"update"}).status == 1);
  CHECK(starter.run({"inspect", "hours"}).status == 0);
}
