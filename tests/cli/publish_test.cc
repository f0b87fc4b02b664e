// Staging and publishing, the hold after a rollback, the guard against incomplete exports, and the log.
#include <fstream>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// An index and its source.
class PublishedKb {
 public:
  fs::path path() const { return folder_.path() / "kb"; }
  std::string index() const { return path().string(); }
  std::string source() const { return (folder_.path() / "kb.jsonl").string(); }

  // Writes articles and tickets that all name their edition.
  void write(const std::string& edition, int articles = 20, int tickets = 20) const {
    std::vector<Json> records;
    for (int i = 0; i < articles; ++i)
      records.push_back(article("a" + std::to_string(i), "Refund", "Edition " + edition));
    for (int i = 0; i < tickets; ++i)
      records.push_back(ticket("T-" + std::to_string(i), "Where is it?", "Edition " + edition));
    write_text(source(), lines(records));
  }

  Finished run(std::vector<std::string> command, const std::vector<std::string>& more = {}) const {
    command.insert(command.begin() + 1, {"--index", index()});
    command.insert(command.end(), more.begin(), more.end());
    return callside_index(command);
  }
  Finished run_build(const std::vector<std::string>& more = {}) const {
    return run({"build", source()}, more);
  }

  std::string published() const { return status_of(path())["generation"]; }
  Json log() const { return Json::parse(run({"log", "--json"}).out); }
  std::set<std::string> kept() const { return names_in(path() / "generations"); }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a staged generation is not served until it is published") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  Daemon daemon(kb.path());
  auto client = daemon.client();
  kb.write("two");
  const Finished staged = kb.run_build({"--stage"});
  CHECK(staged.status == 0);
  CHECK(holds(staged.out, "generation 000002 staged: 40 documents"));
  CHECK(kb.published() == "000001");
  CHECK(status_of(kb.path())["staged"] == Json({"000002"}));
  CHECK(holds(kb.run({"status"}).out, "staged      000002"));
  CHECK(suggest(client, {{"q", "edition"}})["revision"] == "000001");

  const Finished published = kb.run({"publish", "--note", "looked at it"});
  CHECK(published.status == 0);
  CHECK(holds(published.out, "generation 000002 is published (before: 000001)"));
  CHECK(status_of(kb.path())["staged"] == Json::array());
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  const Finished again = kb.run({"publish"});
  CHECK(again.status == 1);
  CHECK(holds(again.err, "has no staged generation newer than the published one"));
  CHECK(holds(again.err, "build --stage"));
}

TEST_CASE("the first generation of an index may be staged") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build({"--stage"}).status == 0);
  CHECK_FALSE(fs::exists(kb.path() / "CURRENT"));
  CHECK(status_of(kb.path())["generation"].is_null());
  CHECK(holds(kb.run({"status"}).out, "none is published"));
  const Finished daemon = callside_searchd({"--index", kb.index(), "--listen", "127.0.0.1:0"});
  CHECK(daemon.status == 1);
  CHECK(holds(daemon.err, "callside-index publish --index " + kb.index()));
  CHECK(kb.run({"publish"}).status == 0);
  CHECK(kb.published() == "000001");
}

TEST_CASE("publish takes the name of a staged generation and refuses an older one") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  REQUIRE(kb.run_build({"--stage"}).status == 0);
  REQUIRE(kb.run_build({"--stage"}).status == 0);
  CHECK(kb.run({"publish", "000002"}).status == 0);
  CHECK(kb.published() == "000002");
  CHECK(kb.run({"publish"}).status == 0);
  CHECK(kb.published() == "000003");
  const Finished older = kb.run({"publish", "000002"});
  CHECK(older.status == 2);
  CHECK(holds(older.err, "rollback --index " + kb.index() + " --to 000002"));
  const Finished unknown = kb.run({"publish", "000009"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "kept generations: 000001, 000002, 000003"));
  CHECK(kb.run({"publish", ""}).status == 2);
  CHECK(kb.run({"publish", "../000002"}).status == 1);
  CHECK(kb.published() == "000003");
}

TEST_CASE("a rollback holds the index until publish --resume") {
  const PublishedKb kb;
  for (const char* edition : {"one", "two"}) {
    kb.write(edition);
    REQUIRE(kb.run_build().status == 0);
  }
  const Finished back = kb.run({"rollback", "--note", "prices were wrong"});
  CHECK(back.status == 0);
  CHECK(holds(back.out, "publish --index " + kb.index() + " --resume"));
  const Json held = status_of(kb.path())["held"];
  CHECK(held["generation"] == "000001");
  CHECK(held["note"] == "prices were wrong");
  CHECK(holds(kb.run({"status"}).out, "held        generation 000001 is held since"));

  kb.write("three");
  for (const char* name : {"000003", "000004"}) {
    const Finished built = kb.run_build();
    CHECK(built.status == 4);
    CHECK(holds(built.out, std::string("generation ") + name + " staged"));
    CHECK(holds(built.err, "not published: generation 000001 is held"));
    CHECK(holds(built.err, "prices were wrong"));
    CHECK(holds(built.err, "--resume"));
    CHECK(kb.published() == "000001");
  }
  // Not by its name, either, even if it is only staged.
  const Finished refused = kb.run({"publish", "000004"});
  CHECK(refused.status == 4);
  CHECK(holds(refused.err, "--resume"));
  CHECK(kb.run_build({"--stage"}).status == 0);
  CHECK(kb.published() == "000001");

  CHECK(kb.run({"publish", "--resume"}).status == 0);
  CHECK(kb.published() == "000005");
  CHECK(status_of(kb.path())["held"].is_null());
  CHECK(kb.run_build().status == 0);
  CHECK(kb.published() == "000006");
}

TEST_CASE("publish --resume publishes the rolled-back generation if none is newer") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  REQUIRE(kb.run_build().status == 0);
  REQUIRE(kb.run({"rollback"}).status == 0);
  // It was published before, so only --resume selects it.
  CHECK(status_of(kb.path())["staged"] == Json::array());
  CHECK(kb.run({"publish", "--resume"}).status == 0);
  CHECK(kb.published() == "000002");
  // After a rollback to the newest generation, --resume only ends the hold.
  REQUIRE(kb.run({"rollback", "--to", "000002"}).status == 0);
  const Finished resumed = kb.run({"publish", "--resume"});
  CHECK(resumed.status == 0);
  CHECK(holds(resumed.out, "generation 000002 stays published"));
  CHECK(kb.run_build().status == 0);
}

TEST_CASE("a damaged hold still holds") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  for (const char* text : {"", "rubbish", "[]", "{\"generation\": 7}"}) {
    write_text(kb.path() / "HELD", text);
    CHECK(kb.run_build().status == 4);
    CHECK(kb.run({"status"}).status == 0);
    CHECK(kb.run({"publish", "--resume"}).status == 0);
  }
}

TEST_CASE("a rollback skips generations that were never published") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  REQUIRE(kb.run_build({"--stage"}).status == 0);
  REQUIRE(kb.run_build().status == 0);
  REQUIRE(kb.run({"rollback"}).status == 0);
  CHECK(kb.published() == "000001");
}

TEST_CASE("an incomplete export is not published") {
  const PublishedKb kb;
  kb.write("one", 20, 20);
  REQUIRE(kb.run_build().status == 0);
  // Losing 10 % is allowed.
  kb.write("two", 18, 20);
  CHECK(kb.run_build().status == 0);
  // Losing more of a kind is not, even if another kind grows.
  kb.write("three", 30, 17);
  const Finished stopped = kb.run_build();
  CHECK(stopped.status == 4);
  CHECK(holds(stopped.out, "generation 000003 staged"));
  CHECK(holds(stopped.err, "documents of kind ticket from 20 to 17"));
  CHECK(holds(stopped.err, "publish --index " + kb.index() + " 000003 --allow-removals"));
  CHECK(kb.published() == "000002");
  const Json result = Json::parse(kb.run_build({"--json"}).out);
  CHECK(result["state"] == "staged");
  CHECK(holds(result["stopped"]["reason"], "ticket"));
  // The guard also stops publishing a staged generation.
  CHECK(kb.run({"publish"}).status == 4);
  CHECK(kb.published() == "000002");
  CHECK(kb.run({"publish", "--allow-removals"}).status == 0);
  CHECK(kb.published() == "000004");
  kb.write("four", 1, 1);
  CHECK(kb.run_build({"--allow-removals"}).status == 0);
  CHECK(kb.published() == "000005");
}

TEST_CASE("a missing source or language is not published, and a renamed source is no loss") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const auto write = [&](const std::string& name, const std::string& lang, int count) {
    std::vector<Json> records;
    for (int i = 0; i < count; ++i) {
      records.push_back(article(name + std::to_string(i), "Refund", "Money comes back."));
      records.back()["lang"] = lang;
    }
    write_text(folder.path() / name, lines(records));
    return (folder.path() / name).string();
  };
  const std::string many = write("many.jsonl", "en", 100);
  const std::string few = write("few.jsonl", "en", 5);
  const std::string other = write("other.jsonl", "sl", 5);
  REQUIRE(callside_index({"build", "--index", index, many, few, other}).status == 0);
  const Finished forgotten = callside_index({"build", "--index", index, many, other});
  CHECK(forgotten.status == 4);
  CHECK(holds(forgotten.err, few + " from 5 to 0"));
  const Finished language = callside_index({"build", "--index", index, many, few});
  CHECK(language.status == 4);
  CHECK(holds(language.err, "documents in sl from 5 to 0"));
  // An export with a new date in its name.
  fs::rename(few, folder.path() / "few-2.jsonl");
  CHECK(callside_index({"build", "--index", index, many, folder.path() / "few-2.jsonl", other}).status == 0);
}

TEST_CASE("the guard also protects an index of another format") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build().status == 0);
  const fs::path manifest = kb.path() / "generations/000001/manifest.json";
  Json json = Json::parse(*callside::read_file(manifest));
  json["format_version"] = 1;
  write_text(manifest, json.dump());
  kb.write("two", 5, 20);
  CHECK(kb.run_build().status == 4);
  kb.write("two");
  CHECK(kb.run_build().status == 0);
}

TEST_CASE("the log tells who published what and outlives the generations") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build({"--note", "first import"}).status == 0);
  REQUIRE(kb.run_build({"--stage"}).status == 0);
  REQUIRE(kb.run({"publish", "--note", "checked by Ana"}).status == 0);
  REQUIRE(kb.run({"rollback", "--note", "no, it was wrong"}).status == 0);
  REQUIRE(kb.run_build().status == 4);
  const Json log = kb.log();
  REQUIRE(log.size() == 5);
  const std::vector<std::array<std::string, 3>> expected{{"build", "stopped", "000003"},
                                                         {"rollback", "published", "000001"},
                                                         {"publish", "published", "000002"},
                                                         {"build", "staged", "000002"},
                                                         {"build", "published", "000001"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(log[i].dump(2));
    CHECK(log[i]["command"] == expected[i][0]);
    CHECK(log[i]["outcome"] == expected[i][1]);
    CHECK(log[i]["generation"] == expected[i][2]);
    CHECK(log[i]["documents"] == 40);
    CHECK(log[i]["by_kind"] == Json{{"article", 20}, {"ticket", 20}});
    CHECK(log[i]["when"].get<std::string>().size() == 20);
    CHECK_FALSE(log[i]["who"].get<std::string>().empty());
  }
  CHECK(holds(log[0]["why"], "is held"));
  CHECK(log[1]["note"] == "no, it was wrong");
  CHECK(log[1]["before"] == "000002");
  CHECK(log[4]["note"] == "first import");

  const Finished people = kb.run({"log", "--last", "2"});
  CHECK(people.status == 0);
  CHECK(holds(people.out, "no, it was wrong"));
  CHECK_FALSE(holds(people.out, "first import"));
  // It still lists removed generations.
  REQUIRE(kb.run({"publish", "--resume"}).status == 0);
  for (int i = 0; i < 4; ++i) REQUIRE(kb.run_build().status == 0);
  CHECK_FALSE(kb.kept().contains("000001"));
  CHECK(kb.log().back()["note"] == "first import");
}

TEST_CASE("a log line that a crash cut off does not affect others") {
  const PublishedKb kb;
  kb.write("one");
  REQUIRE(kb.run_build({"--note", "whole"}).status == 0);
  {
    std::ofstream log(kb.path() / "log.jsonl", std::ios::app);
    log << R"({"when":"2026-11-22T10:00:00Z","comm)";
  }
  CHECK(kb.log().size() == 1);
  REQUIRE(kb.run_build({"--note", "after"}).status == 0);
  const Json log = kb.log();
  REQUIRE(log.size() == 2);
  CHECK(log[0]["note"] == "after");
  CHECK(log[1]["note"] == "whole");
}

TEST_CASE("the option --keep limits the number of kept generations") {
  const PublishedKb kb;
  kb.write("one");
  for (int i = 0; i < 5; ++i) REQUIRE(kb.run_build({"--keep", "2"}).status == 0);
  CHECK(kb.kept() == std::set<std::string>{"000004", "000005"});
  // Staged generations do not push out the one to roll back to.
  for (int i = 0; i < 4; ++i) REQUIRE(kb.run_build({"--stage", "--keep", "3"}).status == 0);
  CHECK(kb.kept() == std::set<std::string>{"000004", "000005", "000009"});
  REQUIRE(kb.run_build({"--stage", "--keep", "1"}).status == 0);
  CHECK(kb.kept() == std::set<std::string>{"000005", "000010"});
}
