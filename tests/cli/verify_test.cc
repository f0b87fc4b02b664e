// `verify`, and daemons on a damaged index.

#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A small index with two generations.
class VerifiedIndex {
 public:
  VerifiedIndex() {
    write_text(source(), lines({article("a", "Portal", "first"), article("b", "Card", "first")}));
    build(index(), source());
    write_text(source(), lines({article("a", "Portal", "second"), article("b", "Card", "second")}));
    build(index(), source());
  }
  fs::path source() const { return folder_.path() / "kb.jsonl"; }
  fs::path index() const { return folder_.path() / "kb"; }
  fs::path file(const std::string& name) const { return index() / "generations/000002" / name; }
  Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--index", index().string()});
    return callside_index(arguments);
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("verify reports that all files are as they were written") {
  const VerifiedIndex kept;
  const Finished all = kept.run({"verify"});
  CHECK(all.status == 0);
  CHECK(all.err.empty());
  CHECK(holds(all.out, "generation 000001: "));
  CHECK(holds(all.out, "generation 000002 (published): "));
  const Finished one = kept.run({"verify", "000001"});
  CHECK(one.status == 0);
  CHECK_FALSE(holds(one.out, "000002"));
  const Finished quiet = kept.run({"verify", "--quiet"});
  CHECK(quiet.status == 0);
  CHECK(quiet.out + quiet.err == "");
  const Json report = Json::parse(kept.run({"verify", "--json"}).out);
  CHECK(report["sound"] == true);
  CHECK(report["generations"].size() == 2);
  CHECK(kept.run({"verify", "000009"}).status == 1);
}

TEST_CASE("verify names each damaged or missing file, with a hint") {
  const VerifiedIndex kept;
  flip_in_the_middle(kept.file("documents/000002.bin"));
  fs::remove(kept.file("counts.bin"));
  const Finished result = kept.run({"verify", "--quiet"});
  CHECK(result.status == 1);
  CHECK(result.out.empty());
  CHECK(holds(result.err, kept.file("documents/000002.bin").string() + " differs from what was written"));
  CHECK(holds(result.err, kept.file("counts.bin").string() + " is missing"));
  CHECK(holds(result.err, "callside-index rollback --index " + kept.index().string()));
  CHECK(kept.run({"verify", "000001"}).status == 0);
  const Finished json = kept.run({"verify", "000002", "--json"});
  CHECK(json.status == 1);
  const Json faults = Json::parse(json.out)["generations"][0]["faults"];
  REQUIRE(faults.size() == 2);
  CHECK(faults[0]["file"] == "counts.bin");
  // The hint works.
  REQUIRE(kept.run({"rollback", "--to", "000001"}).status == 0);
  Daemon daemon(kept.index());
  auto client = daemon.client();
  CHECK(suggest(client, {{"q", "portal"}})["revision"] == "000001");
}

TEST_CASE("a rollback to a damaged generation names the damage and the one before it") {
  const VerifiedIndex kept;
  build(kept.index(), kept.source());
  flip_in_the_middle(kept.file("numbers.bin"));
  const Finished refused = kept.run({"rollback"});
  CHECK(refused.status == 1);
  CHECK(holds(refused.err, "generation 000002 is damaged: numbers.bin differs from what was written"));
  CHECK(holds(refused.err, "rollback --index " + kept.index().string() + " --to 000001"));
  CHECK(bytes_of(kept.index() / "CURRENT") == "000003\n");
  CHECK(kept.run({"rollback", "--to", "000001"}).status == 0);
  CHECK(bytes_of(kept.index() / "CURRENT") == "000001\n");
}

TEST_CASE("verify detects each changed byte of a manifest, also those that change no value") {
  const VerifiedIndex kept;
  const std::string bytes = bytes_of(kept.file("manifest.json"));
  for (const std::string& changed :
       {bytes.substr(0, bytes.size() - 1), bytes + "\n", bytes + "x", " " + bytes}) {
    put_bytes(kept.file("manifest.json"), changed);
    const Finished result = kept.run({"verify", "000002"});
    CHECK(result.status == 1);
    CHECK(holds(result.err, kept.file("manifest.json").string() + " does not hold what was written"));
  }
  put_bytes(kept.file("manifest.json"), bytes);
  CHECK(kept.run({"verify"}).status == 0);
}

TEST_CASE("sound has the same meaning for a generation and for the report") {
  const VerifiedIndex kept;
  const auto sound = [&] {
    const Json report = Json::parse(kept.run({"verify", "--json"}).out);
    return Json::array(
        {report["generations"][0]["sound"], report["generations"][1]["sound"], report["sound"]});
  };
  CHECK(sound() == Json::array({true, true, true}));
  const fs::path older = kept.index() / "generations/000001/manifest.json";
  Json manifest = Json::parse(bytes_of(older));
  manifest["format_version"] = 5;
  put_bytes(older, manifest.dump());
  CHECK(sound() == Json::array({nullptr, true, nullptr}));
  CHECK(kept.run({"verify"}).status == 0);
  fs::remove(kept.file("counts.bin"));
  CHECK(sound() == Json::array({nullptr, false, false}));
}

TEST_CASE("an index of another format is reported as not verifiable") {
  const VerifiedIndex kept;
  Json manifest = Json::parse(bytes_of(kept.file("manifest.json")));
  manifest.erase("digest");
  manifest["format_version"] = 5;
  put_bytes(kept.file("manifest.json"), manifest.dump());
  const Finished result = kept.run({"verify"});
  CHECK(result.status == 11);
  CHECK(holds(result.err, "format 5"));
  CHECK(holds(result.err, "callside-index build --index " + kept.index().string() + " SOURCE..."));
}

TEST_CASE("a daemon does not start with a damaged generation, and prints a hint") {
  for (const char* name : {"numbers.bin", "manifest.json", "xapian/docdata.glass"}) {
    INFO(name);
    const VerifiedIndex kept;
    const std::string bytes = bytes_of(kept.file(name));
    put_bytes(kept.file(name), bytes.substr(0, bytes.size() / 2));
    const Finished result = callside_searchd({"--index", kept.index(), "--listen", "127.0.0.1:0"});
    CHECK(result.status == 1);
    CHECK(holds(result.err, name));
    CHECK(holds(result.err, "callside-index verify"));
    CHECK(holds(result.err, "callside-index rollback"));
    CHECK(holds(result.err, "callside-index build"));
  }
}

TEST_CASE("files that are truncated under a running daemon don't crash it") {
  const VerifiedIndex kept;
  Daemon daemon(kept.index());
  auto client = daemon.client();
  REQUIRE(suggest(client, {{"q", "portal"}})["revision"] == "000002");
  // Only those of this generation, and in place, so that the mapping loses pages.
  for (const char* name :
       {"documents/000002.bin", "numbers.bin", "vocabulary.bin", "trie.bin", "lexicon.bin", "callers.bin"})
    fs::resize_file(kept.file(name), 0);
  for (const char* text : {"portal", "port", "card second", "prtal"}) {
    const auto answer = client.Post("/v1/suggest", Json{{"q", text}}.dump(), "application/json");
    REQUIRE(answer);
    CHECK((answer->status == 200 || answer->status == 500));
  }
  CHECK(daemon.process().wait_for_error("the index is damaged: generation 000002"));
  // The generation before is served again.
  CHECK(wait_until([&] { return suggest(client, {{"q", "portal"}})["revision"] == "000001"; }));
  CHECK(suggest(client, {{"q", "portal"}})["suggestions"][0]["id"] == "a");
  CHECK(daemon.stop().status == 0);
}
