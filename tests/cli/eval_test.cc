// `callside-index eval` as editors and scripts use it.
#include <unistd.h>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

Json with(Json document, const std::string& key, const Json& value) {
  document[key] = value;
  return document;
}

// A small index with its judgements.
class JudgedKb {
 public:
  JudgedKb() {
    write_text(folder_.path() / "kb/callside.yaml", "groups: [tier2]\n");
    write({article("refund", "Refund a duplicate charge", "The money comes back."),
           article("fees", "Fees of late payment", "What a reminder costs; a refund is rare."),
           with(article("secret", "Escalation matrix", "Whom to wake."), "audience", "tier2"),
           with(article("winter", "Snow closure", "Closed in winter."), "valid_from", "2026-12-01"),
           with(article("vracilo", "Vračilo denarja", "Denar se vrne."), "lang", "sl")});
    judge(
        "refund\ten\trefund\t3\n"
        "refund\ten\tfees\t1\n"
        "escalation matrix\ten\tsecret\t3\n"
        "snow closure\ten\twinter\t3\n"
        "vračilo\tsl\tvracilo\t2\n"
        "zzyzx quux\ten\t\t0\n"
        "fees of horses\ten\t\t0\n");
  }

  void write(const std::vector<Json>& documents) {
    write_text(folder_.path() / "kb/all.jsonl", lines(documents));
    build(index(), folder_.path() / "kb", {"--allow-removals"});
  }
  void judge(const std::string& text) const { write_text(judgements(), text); }
  Finished eval(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"eval", "--index", index().string(), "--judgements",
                                       judgements().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return callside_index(arguments);
  }
  Json report(std::vector<std::string> more = {}) const {
    more.emplace_back("--json");
    const Finished result = eval(more);
    INFO(result.err);
    REQUIRE(result.status == 0);
    return Json::parse(result.out);
  }

  fs::path index() const { return folder_.path() / "index"; }
  fs::path judgements() const { return folder_.path() / "judgements.tsv"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an evaluation has access to every audience and uses the day of --at") {
  const JudgedKb kb;
  Json before = kb.report({"--at", "2026-11-22"});
  CHECK(before["generation"] == "000001");
  CHECK(before["at"] == "2026-11-22");
  CHECK(before["all"]["n"] == 4);
  CHECK(before["all"]["success1"] == 0.75);  // all but "snow closure", which is not valid yet
  CHECK(before["languages"]["sl"]["ndcg10"] == 1.0);
  CHECK(before["languages"]["en"]["n"] == 3);
  CHECK(before["nothing_good"] == Json{{"off_topic", 2}, {"said", 2}, {"judged", 4}, {"said_wrongly", 1}});
  CHECK(before["missing_ids"].empty());  // "winter" exists, but is not valid yet
  REQUIRE(before["queries"].size() == 6);
  REQUIRE(before["queries"][0]["score"].is_number());
  before["queries"][0].erase("score");
  CHECK(before["queries"][0] == Json{{"query", "refund"},
                                     {"lang", "en"},
                                     {"ids", {"refund", "fees"}},
                                     {"nothing_good", false},
                                     {"ndcg10", 1.0},
                                     {"rank", 1}});
  CHECK(before["queries"][2]["rank"].is_null());
  CHECK(before["queries"][4]["ndcg10"].is_null());
  CHECK(before["last"].is_null());
  CHECK(before["remembered"] == true);
  const Json later = kb.report({"--at", "2026-12-24"});
  CHECK(later["all"]["success1"] == 1.0);
  CHECK(later["last"]["better"] == 1);
  CHECK(later["last"]["worse"].empty());
}

TEST_CASE("a query that got worse since the last run is listed") {
  JudgedKb kb;
  const Finished first = kb.eval({"--at", "2026-12-24"});
  CHECK(first.status == 0);
  CHECK(first.err.empty());
  CHECK(holds(first.out, "generation 000001 at 2026-12-24: 4 queries judged, 2 off topic"));
  CHECK(holds(first.out, "the first run of this file"));
  CHECK(holds(kb.eval({"--at", "2026-12-24"}).out, "of 4 queries: 0 better, 0 worse"));

  kb.write({article("refund", "How money comes back", "Ask the billing team; they refund it."),
            article("fees", "Refund of fees", "A refund is rare."),
            with(article("secret", "Escalation matrix", "Whom to wake."), "audience", "tier2"),
            with(article("winter", "Snow closure", "Closed in winter."), "valid_from", "2026-12-01"),
            with(article("vracilo", "Vračilo denarja", "Denar se vrne."), "lang", "sl")});
  const Finished second = kb.eval({"--at", "2026-12-24"});
  INFO(second.out);
  CHECK(second.status == 0);
  CHECK(holds(second.out, "generation 000001 at 2026-12-24) of 4 queries: 0 better, 1 worse"));
  CHECK(holds(second.out, "  refund  [en]  1.000 -> 0.7"));
  CHECK(holds(second.out, "1 -> 2   refund"));
  CHECK(holds(second.out, "2 -> 1   fees"));

  // A rollback restores the result. The record of runs does not belong to a generation.
  REQUIRE(callside_index({"rollback", "--index", kb.index().string()}).status == 0);
  const Json back = kb.report({"--at", "2026-12-24"});
  CHECK(back["generation"] == "000001");
  CHECK(back["last"]["generation"] == "000002");
  CHECK(back["last"]["better"] == 1);
}

TEST_CASE("a missing article is reported with the line of its judgement") {
  JudgedKb kb;
  kb.write({article("refunds", "Refund a duplicate charge", "The money comes back.")});
  kb.judge("# judged\nrefund\ten\trefund\t3\n");
  const Finished result = kb.eval();
  CHECK(result.status == 0);
  CHECK(holds(result.err, kb.judgements().string() + ":2: warning: the index has no refund"));
  CHECK(holds(result.out, "all             1     0.000"));
  CHECK(kb.report()["missing_ids"] == Json{"refund"});
  const Finished quiet = kb.eval({"--quiet"});
  CHECK(quiet.status == 0);
  CHECK(quiet.out + quiet.err == "");
}

TEST_CASE("a malformed judgement file is refused line by line") {
  const JudgedKb kb;
  const std::string file = kb.judgements().string();
  kb.judge("refund\ten\trefund\t3\nrefund\tenglish\tfees\t1\nrefund\ten\tfees\nrefund\ten\tfees\t7\n\xFF\n");
  const Finished result = kb.eval({"--quiet"});
  CHECK(result.status == 1);
  CHECK(result.out.empty());
  CHECK(holds(result.err, file + ":2: the language is not a known tag ("));
  CHECK(holds(result.err, file + ":3: 3 columns instead of 4 ("));
  CHECK(holds(result.err, file + ":4: the grade is not 0, 1, 2 or 3 ("));
  CHECK(holds(result.err, file + ":5: not UTF-8 ("));
  CHECK(holds(result.err, "4 malformed lines, all listed above"));
  CHECK_FALSE(fs::exists(kb.index() / "eval"));

  kb.judge("# nothing yet\n");
  CHECK(kb.eval().status == 1);
  fs::remove(kb.judgements());
  const Finished absent = kb.eval();
  CHECK(absent.status == 1);
  CHECK(holds(absent.err, file));
  fs::create_directory(kb.judgements());
  CHECK(kb.eval().status == 1);
}

TEST_CASE("a run that can't be recorded is measured nevertheless") {
  const JudgedKb kb;
  // Root can write anywhere, but not to a path below a file.
  write_text(kb.index() / "eval", "in the way");
  const Finished result = kb.eval();
  CHECK(result.status == 0);
  CHECK(holds(result.out, "nDCG@10"));
  CHECK_FALSE(holds(result.out, "the next one is compared"));
  CHECK(holds(result.err, "warning: cannot record this run: "));
  CHECK(kb.report()["remembered"] == false);
  fs::remove(kb.index() / "eval");
  if (::geteuid() != 0) {
    fs::permissions(kb.index(), fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(kb.report()["remembered"] == false);
    fs::permissions(kb.index(), fs::perms::owner_all);
  }

  REQUIRE(kb.report()["remembered"] == true);
  for (const auto& entry : fs::directory_iterator(kb.index() / "eval")) write_text(entry.path(), "{");
  const Json damaged = kb.report();
  CHECK(damaged["last"].is_null());
  CHECK(damaged["remembered"] == true);
  CHECK(damaged["warnings"].size() == 1);
}

TEST_CASE("the judgements of the demo are measured") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  build(index, kDemo);
  const std::string judgements = std::string(CALLSIDE_SOURCE_DIR) + "/corpus/judgements.tsv";
  const Finished result = callside_index(
      {"eval", "--index", index.string(), "--judgements", judgements, "--at", "2026-11-22", "--json"});
  INFO(result.err);
  REQUIRE(result.status == 0);
  CHECK(result.err.empty());
  const Json report = Json::parse(result.out);
  CHECK(report["missing_ids"].empty());
  CHECK(report["nothing_good"]["off_topic"] == 144);
  CHECK(report["languages"].size() == 4);
  CHECK(report["all"]["ndcg10"] > 0.7);
}
