// status, inspect and rollback, and indexes that this program can't read.
#include <fstream>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Two generations: the first has the article "early", the second has "late".
class TwoGenerations {
 public:
  TwoGenerations() {
    for (const char* id : {"early", "late"}) {
      write_text(folder_.path() / "kb.jsonl", lines({article(id, "Refund", "Money comes back."),
                                                     article("always", "Bus", "It is late.")}));
      build(index(), folder_.path() / "kb.jsonl");
    }
  }
  std::string index() const { return folder_.path() / "kb"; }
  fs::path path() const { return folder_.path() / "kb"; }
  std::string source() const { return folder_.path() / "kb.jsonl"; }

  bool has(const std::string& id) const {
    const int status = callside_index({"inspect", "--index", index(), id}).status;
    if (status != 0 && status != 1) throw std::runtime_error("inspect exited with " + std::to_string(status));
    return status == 0;
  }

  // Changes a generation into one of another format.
  void age(const std::string& generation) const {
    const fs::path manifest = path() / "generations" / generation / "manifest.json";
    Json json = Json::parse(*callside::read_file(manifest));
    json["format_version"] = 1000000;
    std::ofstream(manifest) << json.dump();
  }

 private:
  TemporaryFolder folder_;
};

void do_damage(const fs::path& file, const std::string& damage) {
  const auto size = fs::file_size(file);
  if (damage == "gone") fs::remove(file);
  if (damage == "empty") fs::resize_file(file, 0);
  if (damage == "cut") fs::resize_file(file, size / 2);
  if (damage == "rubbish") write_text(file, std::string(size, '\xA5'));
}

}  // namespace

TEST_CASE("status shows what is published") {
  const TwoGenerations two;
  const Finished result = callside_index({"status", "--index", two.index()});
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  for (const char* part :
       {"generation  000002", "2 kept", "documents   2", "2 article", "2 en", "2 public"}) {
    INFO(part << " in " << result.out);
    CHECK(holds(result.out, part));
  }
  CHECK(holds(result.out, two.source()));
  const Json status = status_of(two.index());
  CHECK(status["generations"] == Json({"000001", "000002"}));
  CHECK(status["bytes"] > 1000);
  CHECK(status["sources"][0]["documents"] == 2);
}

TEST_CASE("inspect shows a document as it is in the index") {
  const TwoGenerations two;
  const Finished result = callside_index({"inspect", "--index", two.index(), "late"});
  CHECK(result.status == 0);
  CHECK(holds(result.out, "Money comes back."));
  const Json documents =
      Json::parse(callside_index({"inspect", "--index", two.index(), "late", "--terms", "--json"}).out);
  REQUIRE(documents.size() == 1);
  CHECK(documents[0]["title"] == "Refund");
  CHECK(documents[0]["audience"] == Json({"public"}));
  CHECK_FALSE(documents[0]["terms"].empty());
  const Finished none = callside_index({"inspect", "--index", two.index(), "early"});
  CHECK(none.status == 1);
  CHECK(holds(none.err, "holds no document with id early"));
  CHECK(none.out.empty());
}

TEST_CASE("a rollback publishes the generation before, and a second one goes no further") {
  const TwoGenerations two;
  const Finished back = callside_index({"rollback", "--index", two.index()});
  CHECK(back.status == 0);
  CHECK(holds(back.out, "generation 000001 is published again (before: 000002)"));
  CHECK(two.has("early"));
  CHECK_FALSE(two.has("late"));
  CHECK(callside_index({"rollback", "--index", two.index()}).status == 1);
  CHECK(status_of(two.index())["generation"] == "000001");
  const Finished unknown = callside_index({"rollback", "--index", two.index(), "--to", "000009"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "kept generations: 000001, 000002"));
  CHECK(callside_index({"rollback", "--index", two.index(), "--to", "000002"}).status == 0);
  CHECK(two.has("late"));
  // A name cannot lead out of the folder.
  for (const char* name : {"../../../etc", "000001/../000002", "1"}) {
    CHECK(callside_index({"rollback", "--index", two.index(), "--to", name}).status == 1);
  }
  // A script with an empty variable did not mean the one before.
  CHECK(callside_index({"rollback", "--index", two.index(), "--to", ""}).status == 2);
  CHECK(status_of(two.index())["generation"] == "000002");
}

TEST_CASE("a rollback does not create an index") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "slip";
  CHECK(callside_index({"rollback", "--index", index}).status == 1);
  CHECK(callside_index({"rollback", "--index", index, "--to", "000001"}).status == 1);
  CHECK_FALSE(fs::exists(index));
}

TEST_CASE("a generation never gets the number of an earlier one") {
  const TwoGenerations two;
  REQUIRE(callside_index({"rollback", "--index", two.index()}).status == 0);
  CHECK(callside_index({"build", "--index", two.index(), two.source()}).status == 4);
  REQUIRE(callside_index({"publish", "--index", two.index(), "--resume"}).status == 0);
  CHECK(status_of(two.index())["generation"] == "000003");
}

TEST_CASE("an index of another format is reported with the command that repairs it") {
  const TwoGenerations two;
  Daemon running(two.index());
  REQUIRE(callside_index({"rollback", "--index", two.index()}).status == 0);
  REQUIRE(running.process().wait_for_error("now serving generation 000001"));
  two.age("000002");

  // It can't be published.
  const Finished forward = callside_index({"rollback", "--index", two.index(), "--to", "000002"});
  CHECK(forward.status == 11);
  CHECK(status_of(two.index())["generation"] == "000001");

  // If another version of the program published it, all commands refuse it.
  REQUIRE(callside::replace_file(two.path() / "CURRENT", "000002\n"));
  const std::vector<std::vector<std::string>> commands{
      {kIndexer, "status", "--index", two.index()},
      {kIndexer, "inspect", "--index", two.index(), "late"},
      {kSearchd, "--index", two.index(), "--listen", "127.0.0.1:0"}};
  for (const auto& command : commands) {
    const Finished result = run(command);
    INFO(command[0] << ": " << result.err);
    CHECK(result.status == 11);
    CHECK(result.out.empty());
    CHECK(holds(result.err, "format 1000000"));
    CHECK(holds(result.err, "callside-index build --index"));
  }
  // A running daemon keeps its generation and logs the reason.
  REQUIRE(running.process().wait_for_error("keeping the current generation"));
  auto client = running.client();
  CHECK(suggest(client, {{"q", "refund"}})["revision"] == "000001");

  // The suggested command repairs it, for the daemon, too.
  REQUIRE(callside::remove_tree(two.path() / "HELD"));
  build(two.index(), two.source());
  REQUIRE(running.process().wait_for_error("now serving generation 000003"));
  CHECK(suggest(client, {{"q", "refund"}})["revision"] == "000003");
}

TEST_CASE("a damaged CURRENT is reported with a hint that works") {
  const TwoGenerations two;
  const std::vector<std::string> rubbish{
      "",          "\n",        "rubbish\n",        "../../../../etc/passwd\n", "0001",
      "000001 \n", "000001/\n", "000001\n000002\n", std::string(100'000, '0'),  std::string("000001\0", 7)};
  for (const std::string& text : rubbish) {
    INFO("CURRENT holds " << text.substr(0, 40));
    write_text(two.path() / "CURRENT", text);
    const std::vector<std::vector<std::string>> commands{
        {kIndexer, "status", "--index", two.index()},
        {kIndexer, "rollback", "--index", two.index()},
        {kSearchd, "--index", two.index(), "--listen", "127.0.0.1:0"}};
    for (const auto& command : commands) {
      const Finished result = run(command);
      INFO(command[0] << ": " << result.err);
      CHECK(result.status == 1);
      CHECK(holds(result.err, "CURRENT is damaged"));
      CHECK(holds(result.err, "callside-index publish --index " + two.index() + " 000002"));
    }
    const Finished repaired = callside_index({"publish", "--index", two.index(), "000001"});
    INFO(repaired.err);
    CHECK(repaired.status == 0);
    CHECK(two.has("early"));
  }
  fs::remove(two.path() / "CURRENT");
  CHECK(callside_index({"status", "--index", two.index()}).status == 1);
  CHECK(callside_index({"rollback", "--index", two.index(), "--to", "000001"}).status == 0);
  // Without a final newline, as an editor may leave it.
  write_text(two.path() / "CURRENT", "000002");
  CHECK(two.has("late"));
}

TEST_CASE("a CURRENT that names a missing generation is reported with a hint that works") {
  const TwoGenerations two;
  write_text(two.path() / "CURRENT", "000007\n");
  const Finished result = callside_index({"status", "--index", two.index()});
  CHECK(result.status == 1);
  CHECK(holds(result.err, "000007"));
  CHECK(callside_searchd({"--index", two.index(), "--listen", "127.0.0.1:0"}).status == 1);
  // The newest kept one before it.
  CHECK(callside_index({"rollback", "--index", two.index()}).status == 0);
  CHECK(two.has("late"));
  CHECK(callside_index({"publish", "--index", two.index(), "--resume"}).status == 0);
  // A new build works, too.
  write_text(two.path() / "CURRENT", "rubbish\n");
  build(two.index(), two.source());
  CHECK(two.has("late"));
}

TEST_CASE("a flipped bit in Xapian's files is reported, and documents can still be withdrawn") {
  const TwoGenerations two;
  const fs::path postings = two.path() / "generations/000002/xapian/postlist.glass";
  flip_in_the_middle(postings);
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"inspect", "--index", two.index(), "late"},
        std::vector<std::string>{"update", "--index", two.index()},
        std::vector<std::string>{"verify", "--index", two.index()}}) {
    const Finished refused = callside_index(command);
    INFO(refused.err);
    CHECK(refused.status == 1);
    CHECK(holds(refused.err, "xapian/postlist.glass"));
  }
  const Finished daemon = callside_searchd({"--index", two.index(), "--listen", "127.0.0.1:0"});
  CHECK(daemon.status == 1);
  CHECK(holds(daemon.err, "xapian/postlist.glass"));
  CHECK(holds(daemon.err, "callside-index rollback"));
  const Finished withdrawn = callside_index({"withdraw", "--index", two.index(), "late"});
  CHECK(withdrawn.status == 0);
  CHECK(holds(withdrawn.err, "could not check"));
  // A build does not need it, and reports that it kept nothing.
  const Finished built = callside_index({"build", "--index", two.index(), two.source()});
  CHECK(built.status == 0);
  CHECK(holds(built.err, "nothing from this generation is reused"));
  CHECK(callside_index({"rollback", "--index", two.index(), "--to", "000001"}).status == 0);
  CHECK(callside_index({"rollback", "--index", two.index(), "--to", "000002"}).status == 1);
  flip_in_the_middle(postings);
  CHECK(holds(callside_index({"status", "--index", two.index()}).out, "late"));
}

TEST_CASE("a damaged generation is refused and never crashes the programs") {
  const TwoGenerations two;
  const fs::path generation = two.path() / "generations/000002";
  const TemporaryFolder spare;
  fs::copy(generation, spare.path() / "whole", fs::copy_options::recursive);
  for (const std::string file : {"manifest.json", "vocabulary.bin", "numbers.bin", "documents/000002.bin",
                                 "IN_USE", "xapian/iamglass"}) {
    for (const std::string damage : {"gone", "empty", "cut", "rubbish"}) {
      if (file == "IN_USE" && damage != "gone") continue;  // the file is empty
      INFO(file << " is " << damage);
      do_damage(generation / file, damage);
      const Finished daemon = callside_searchd({"--index", two.index(), "--listen", "127.0.0.1:0"});
      INFO(daemon.err);
      CHECK((daemon.status == 1 || daemon.status == 11));
      const Finished inspect = callside_index({"inspect", "--index", two.index(), "late"});
      INFO(inspect.err);
      CHECK((inspect.status == 1 || inspect.status == 11));
      CHECK(callside_index({"rollback", "--index", two.index()}).status == 0);
      CHECK(two.has("early"));

      fs::remove_all(generation);
      fs::copy(spare.path() / "whole", generation, fs::copy_options::recursive);
      REQUIRE(callside_index({"rollback", "--index", two.index(), "--to", "000002"}).status == 0);
    }
  }
}
