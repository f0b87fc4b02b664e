// search.yaml as editors write it and agents see its effect.

#include "tests/cli/markdown_page.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A folder of articles with a search.yaml, and its index.
class EditedKb {
 public:
  EditedKb() {
    put("status", page("Disturbances", "What runs and what does not."));
    put("portal", page("The portal", "The portal is for families."));
    put("account", page("Lunch account", "Money for meals."));
  }
  fs::path source() const { return folder_.path() / "source"; }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path file() const { return source() / "search.yaml"; }
  void put(const std::string& name, const std::string& text) const {
    write_text(source() / "articles/en" / (name + ".md"), text);
  }
  void teach(const std::string& yaml) const { write_text(file(), yaml); }
  Finished run(const std::string& command, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{command, "--index", index().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return callside_index(arguments);
  }

 private:
  TemporaryFolder folder_;
};

std::string first_id(const Json& answer) {
  return answer["suggestions"].empty() ? "" : answer["suggestions"][0]["id"];
}

constexpr const char* kPin = "pins:\n  - {words: portal, article: status}\n";

}  // namespace

TEST_CASE("a pin and a synonym take effect after an update of search.yaml alone") {
  const EditedKb kb;
  build(kb.index(), kb.source());
  Daemon daemon(kb.index());
  auto client = daemon.client();
  CHECK(first_id(suggest(client, {{"q", "portal "}})) == "portal");
  CHECK(suggest(client, {{"q", "tuck money "}})["suggestions"].size() == 1);

  kb.teach(std::string(kPin) + "synonyms:\n  - {callers_say: tuck cash, articles_say: lunch account}\n");
  const Finished updated = kb.run("update");
  INFO(updated.err);
  REQUIRE(updated.status == 0);
  CHECK(updated.err.empty());
  CHECK(holds(updated.out, "generation 000002 published: 0 added, 0 changed, 0 removed"));
  REQUIRE(daemon.process().wait_for_error("000002"));
  const Json pinned = suggest(client, {{"q", "portal "}, {"explain", true}});
  CHECK(first_id(pinned) == "status");
  CHECK(pinned["suggestions"][0]["pinned"] == true);
  CHECK_FALSE(pinned["suggestions"][0]["explain"].contains("pinned_by"));  // only shown to staff
  CHECK(pinned["suggestions"][1]["pinned"] == false);
  CHECK(pinned["nothing_good"] == false);
  const Json answer = suggest(client, {{"q", "tuck cash "}, {"explain", true}});
  REQUIRE(first_id(answer) == "account");
  CHECK(holds(answer.dump(), "tuck cash = lunch account (search.yaml:4)"));

  CHECK(holds(kb.run("update").out, "nothing changed"));
  CHECK(holds(kb.run("diff").out, "pins: 1 added, 0 changed, 0 removed\nsynonyms: 1 added"));
  CHECK(Json::parse(kb.run("diff", {"--json"}).out)["editors"]["pins"]["added"] == 1);
  CHECK(status_of(kb.index())["editors"] == Json{{"synonyms", 1}, {"pins", 1}, {"never_for", 0}});
  CHECK(holds(kb.run("status").out, "editors     1 synonym, 1 pin, 0 never_for"));
}

TEST_CASE("an error in search.yaml stops build and update, and the published generation stays") {
  const EditedKb kb;
  kb.teach(kPin);
  build(kb.index(), kb.source());
  kb.put("new", page("New", "Not to be published with half of the pins."));
  kb.teach(std::string(kPin) + "  - {words: bus, artcle: status}\n");
  for (const std::string command : {"update", "build"}) {
    const Finished done = command == "build" ? kb.run("build", {kb.source().string()}) : kb.run("update");
    CHECK(done.status == 1);
    CHECK(holds(done.err, kb.file().string() + ":3: unknown key \"artcle\" in a pin or never_for"));
    CHECK(holds(done.err, "did you mean \"article\"?"));
  }
  CHECK(callside_index({"check", kb.source().string()}).status == 1);
  CHECK(status_of(kb.index())["generation"] == "000001");
  CHECK(status_of(kb.index())["editors"]["pins"] == 1);
}

TEST_CASE("entries of search.yaml without effect are reported with file and line") {
  const EditedKb kb;
  kb.teach(
      "pins:\n"
      "  - {words: portal, article: status, until: 2020-01-31}\n"
      "  - {words: bus, article: bus-status}\n"
      "synonyms:\n"
      "  - {callers_say: tuck money, articles_say: luhcn}\n");
  const Finished built = kb.run("build", {kb.source().string()});
  CHECK(built.status == 0);
  const std::string file = kb.file().string();
  CHECK(holds(built.err, file + ":2: warning: the pin expired at 2020-0"));
  CHECK(holds(built.err, file + ":3: warning: the pin names bus-status, which is not an article"));
  CHECK(holds(built.err, file + ":5: warning: no document contains \"luhcn\""));
  const Finished checked = callside_index({"check", kb.source().string()});
  CHECK(checked.status == 0);
  for (const char* code : {"[pin-over]", "[pin-article-missing]", "[synonym-unmatched]"})
    CHECK(holds(checked.out, code));
}

TEST_CASE("search.yaml is not indexed, and only one may exist") {
  const EditedKb kb;
  kb.teach(kPin);
  build(kb.index(), kb.source(), {"--strict"});
  CHECK(status_of(kb.index())["documents"] == 3);
  const Finished named = kb.run("build", {kb.file().string()});
  CHECK(named.status == 2);
  CHECK(holds(named.err, "holds synonyms and pins, and is never indexed"));
  // One below the root of a source is not read, and is reported.
  write_text(kb.source() / "articles/search.yaml", kPin);
  const Finished checked = callside_index({"check", kb.source().string()});
  CHECK(holds(checked.out, "[files-left-out]"));
}

TEST_CASE("update --add keeps the search.yaml of the other sources") {
  const EditedKb kb;
  kb.teach(kPin);
  build(kb.index(), kb.source());
  const fs::path more = kb.index().parent_path() / "more.jsonl";
  write_text(more, lines({article("late", "Late", "Too late.")}));
  const Finished added = kb.run("update", {"--add", more.string()});
  INFO(added.err);
  REQUIRE(added.status == 0);
  CHECK(status_of(kb.index())["documents"] == 4);
  CHECK(status_of(kb.index())["editors"]["pins"] == 1);
}

TEST_CASE("watch follows search.yaml") {
  const EditedKb kb;
  build(kb.index(), kb.source());
  Process watch({kIndexer, "watch", "--index", kb.index().string(), "--publish"});
  REQUIRE(watch.wait_for_output("following"));
  kb.teach(kPin);
  CHECK(watch.wait_for_output("000002"));
  watch.signal(SIGINT);
  watch.wait();
  CHECK(status_of(kb.index())["editors"]["pins"] == 1);
}

TEST_CASE("the starter's search.yaml has no effect until it is uncommented, and then works") {
  const TemporaryFolder folder;
  const fs::path kb = folder.path() / "kb of ours";
  REQUIRE(callside_index({"init", kb.string()}).status == 0);
  std::ifstream file(kb / "search.yaml");
  std::string uncommented;
  bool example = false;
  for (std::string line; std::getline(file, line);) {
    example = example || line == "# synonyms:" || line == "# pins:" || line == "# never_for:";
    if (line.empty()) example = false;
    uncommented += (example && line.starts_with("# ") ? line.substr(2) : line) + "\n";
  }
  Process::Options options;
  options.folder = kb;
  REQUIRE(callside_index({"update"}, options).status == 0);
  CHECK(status_of(kb / "kb")["editors"] == Json{{"synonyms", 0}, {"pins", 0}, {"never_for", 0}});
  write_text(kb / "search.yaml", uncommented);
  const Finished updated = callside_index({"update"}, options);
  INFO(updated.err);
  REQUIRE(updated.status == 0);
  CHECK(status_of(kb / "kb")["editors"] == Json{{"synonyms", 2}, {"pins", 1}, {"never_for", 1}});
}
