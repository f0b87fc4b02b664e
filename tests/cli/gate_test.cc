// The gate: what answers judged queries too badly is not published.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Two articles, and a gate of four questions: two an article.
class GatedBase {
 public:
  GatedBase() {
    write_articles("Refund a duplicate charge", "Reset a forgotten password");
    write_text(gate(),
               "query\tlang\tid\tgrade\n"
               "# asked before anything is published\n"
               "refund\ten\trefund\t3\n"
               "duplicate charge\ten\trefund\t3\n"
               "forgotten password\ten\taccess\t3\n"
               "reset\ten\taccess\t3\n"
               "train to the moon\ten\t\t0\n");
  }

  fs::path index() const { return folder_.path() / "kb"; }
  fs::path source() const { return folder_.path() / "articles.jsonl"; }
  fs::path gate() const { return folder_.path() / "gate.tsv"; }

  void write_articles(const std::string& refund, const std::string& password) const {
    write_text(source(),
               lines({article("refund", refund, "Five days."), article("access", password, "A link."),
                      article("hours", "Opening hours", "From nine.")}));
  }

  Finished does(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--index", index().string()});
    return callside_index(arguments);
  }
  Finished builds(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"build", source().string(), "--gate", gate().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return does(std::move(arguments));
  }

 private:
  TemporaryFolder folder_;
};

// Articles with nothing but a title that no caller says, and tickets that they resolved: only these tell
// which article a question is about.
class TicketBase {
 public:
  static constexpr int kArticles = 5, kTickets = 6;  // of each

  // `linked`: how many of each article's tickets say that it resolved them.
  void write(int linked = kTickets, bool crossed = false) const {
    const std::vector<std::string> subjects{"kettle", "window", "garden", "bicycle", "piano"};
    // No two tickets share a trouble: else one of another article would be the nearest.
    const std::vector<std::string> troubles{"leaks", "rattles", "smells",   "burns",  "wobbles", "squeaks",
                                            "drips", "cracked", "rusted",   "bends",  "freezes", "sticks",
                                            "peels", "fades",   "tilts",    "buzzes", "sinks",   "swells",
                                            "sags",  "chips",   "blinks",   "stalls", "shrinks", "hums",
                                            "jams",  "slips",   "whistles", "warps",  "molds",   "snaps"};
    std::vector<Json> records;
    for (int a = 0; a < kArticles; ++a) {
      records.push_back(article("A-" + std::to_string(a), "Case " + std::to_string(a), "Ask the desk."));
      for (int t = 0; t < kTickets; ++t) {
        Json one = ticket("T-" + std::to_string(a) + std::to_string(t),
                          "My zanzibar " + subjects[a] + " " + troubles[a * kTickets + t], "Helped.");
        const int to = crossed && t % 2 == 0 ? (a + 1) % kArticles : a;
        if (t < linked) one["article"] = "A-" + std::to_string(to);
        records.push_back(std::move(one));
      }
    }
    write_text(source(), lines(records));
  }

  fs::path index() const { return folder_.path() / "kb"; }
  fs::path source() const { return folder_.path() / "documents.jsonl"; }
  Finished does(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--index", index().string()});
    return callside_index(arguments);
  }
  Finished builds(const std::string& gate, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"build", source().string(), "--gate", gate};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return does(std::move(arguments));
  }

 private:
  TemporaryFolder folder_;
};

Json last_entry(const GatedBase& kb) { return Json::parse(kb.does({"log", "--json"}).out).front(); }

}  // namespace

TEST_CASE("a generation that answers the gate's queries is published, and the report says how well") {
  const GatedBase kb;
  const Finished built = kb.builds({"--json"});
  CHECK(built.status == 0);
  const Json gate = Json::parse(built.out).at("gate");
  CHECK(gate.at("passed") == true);
  CHECK(gate.at("queries") == 4);
  CHECK(gate.at("success3") == 1.0);
  CHECK(gate.at("success3_before").is_null());
  CHECK(gate.at("min_success3") == 0.8);
  CHECK(gate.at("max_drop") == 0.02);
  CHECK(last_entry(kb).at("gate") == "passed");
  CHECK(holds(kb.builds({}).out, "gate        passed: 4 of 4 questions"));
}

TEST_CASE("a first build that falls short of the gate is staged, and its queries are named") {
  const GatedBase kb;
  kb.write_articles("Refund a duplicate charge", "Something else");
  const Finished built = kb.builds({});
  CHECK(built.status == 4);
  CHECK(holds(built.out, "generation 000001 staged"));
  CHECK(holds(built.err, "forgotten password  [en]  access is not among the first 10"));
  CHECK(holds(built.err,
              "0.500 of the judged queries are answered in the top three, and the gate requires 0.800"));
  CHECK_FALSE(holds(built.err, "  refund  ["));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(last_entry(kb).at("outcome") == "stopped");
  CHECK(last_entry(kb).at("gate") == "stopped");
  // A lower bar lets it pass.
  CHECK(kb.builds({"--min-success3", "0.5"}).status == 0);
}

TEST_CASE("what answers worse than the published generation does not replace it") {
  const GatedBase kb;
  REQUIRE(kb.builds({}).status == 0);
  kb.write_articles("Refund a double charge", "Reset a forgotten password");
  write_text(kb.gate(), "double\ten\trefund\t3\nduplicate\ten\trefund\t3\nreset\ten\taccess\t3\n");
  REQUIRE(kb.builds({"--min-success3", "0", "--max-drop", "1"}).status == 0);
  kb.write_articles("Refund a charge", "Reset a forgotten password");
  const Finished worse = kb.does({"update", "--gate", kb.gate(), "--min-success3", "0", "--json"});
  CHECK(worse.status == 4);
  const Json report = Json::parse(worse.out);
  CHECK(report.at("state") == "staged");
  CHECK(holds(report.at("stopped").at("reason").get<std::string>(),
              "the share answered in the top three fell from 0.667 in 000002 to 0.333"));
  const Json& gate = report.at("gate");
  CHECK(gate.at("passed") == false);
  // "duplicate" was not answered before either.
  REQUIRE(gate.at("fell").size() == 1);
  CHECK(gate.at("fell")[0].at("query") == "double");
  CHECK(gate.at("fell")[0].at("wanted") == Json::array({"refund"}));
  CHECK(gate.at("fell")[0].at("before") == 1);
  CHECK(gate.at("missed").size() == 2);
  CHECK(status_of(kb.index()).at("generation") == "000002");
  // A larger fall was allowed.
  CHECK(kb.does({"update", "--gate", kb.gate(), "--min-success3", "0", "--max-drop", "0.4"}).status == 0);
}

TEST_CASE("only --skip-gate opens the gate, and the log says so") {
  const GatedBase kb;
  kb.write_articles("One", "Two");
  REQUIRE(kb.builds({"--allow-removals"}).status == 4);
  const Finished refused = kb.does({"publish", "--gate", kb.gate(), "--allow-removals"});
  CHECK(refused.status == 4);
  CHECK(holds(refused.err, "--skip-gate"));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(kb.does({"publish", "--gate", kb.gate(), "--skip-gate"}).status == 2);
  CHECK(kb.does({"publish", "--skip-gate"}).status == 0);
  CHECK(status_of(kb.index()).at("generation") == "000001");
  CHECK(last_entry(kb).at("gate") == "skipped");
  CHECK(holds(kb.does({"log"}).out, "gate skipped"));
}

TEST_CASE("what is only staged is not asked until it is published") {
  const GatedBase kb;
  kb.write_articles("One", "Two");
  CHECK(kb.builds({"--stage"}).status == 0);
  CHECK(kb.does({"publish", "--gate", kb.gate()}).status == 4);
  CHECK(kb.does({"publish", "--gate", kb.gate(), "--min-success3", "0"}).status == 0);
}

TEST_CASE("a slip in the gate's file is named before anything is made") {
  const GatedBase kb;
  write_text(kb.gate(), "refund\ten\trefund\t3\nrefund en refund 3\n");
  const Finished slip = kb.builds({});
  CHECK(slip.status == 1);
  CHECK(holds(slip.err, kb.gate().string() + ":2: 1 column instead of 4"));
  write_text(kb.gate(), "train to the moon\ten\t\t0\n");
  CHECK(holds(kb.builds({}).err, "holds no query that anything answers"));
  fs::remove(kb.gate());
  CHECK(kb.builds({}).status == 1);
  CHECK_FALSE(fs::exists(kb.index()));
}

TEST_CASE("the demo passes its judged queries, and does not pass wrong ones") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const fs::path root = CALLSIDE_SOURCE_DIR;
  const auto build_with = [&](const fs::path& gate) {
    return callside_index({"build", "--index", index, kDemo, "--gate", gate, "--min-success3", "0.85"});
  };
  CHECK(build_with(root / "corpus/judgements.tsv").status == 0);
  CHECK(build_with(root / "tests/fixtures/gate-missed.tsv").status == 4);
  CHECK(status_of(index).at("generation") == "000001");
}

TEST_CASE("the index's own tickets are judged queries, each asked as though it were not there") {
  const TicketBase kb;
  kb.write();
  const Finished built = kb.builds("tickets:20", {"--json"});
  INFO(built.err);
  REQUIRE(built.status == 0);
  const Json gate = Json::parse(built.out).at("gate");
  CHECK(gate.at("file") == "tickets:20");
  CHECK(gate.at("queries") == 20);
  CHECK(gate.at("success3") == 1.0);
  CHECK(status_of(kb.index()).at("documents") == TicketBase::kArticles * (1 + TicketBase::kTickets));
  CHECK(holds(kb.builds("tickets:200").out, "gate        passed: 30 of 30 tickets' questions"));
}

TEST_CASE("an index whose tickets don't find their article is staged, and no caller's word is told") {
  const TicketBase kb;
  kb.write();
  REQUIRE(kb.builds("tickets:30").status == 0);
  // Every article's only ticket: without it nothing says which article is meant.
  kb.write(1);
  const Finished built = kb.builds("tickets:5", {"--min-success3", "0.9"});
  CHECK(built.status == 4);
  CHECK(holds(built.err, "  ticket T-"));
  CHECK(holds(built.err, "does not pass the gate tickets:5"));
  const Finished json = kb.builds("tickets:5", {"--min-success3", "0.9", "--json"});
  CHECK(json.status == 4);
  REQUIRE(Json::parse(json.out).at("gate").at("missed").size() > 0);
  for (const std::string& said : {built.out, built.err, json.out, json.err, kb.does({"log", "--json"}).out}) {
    CHECK_FALSE(holds(said, "zanzibar"));
    CHECK_FALSE(holds(said, "rattles"));
  }
  CHECK(status_of(kb.index()).at("generation") == "000001");
}

TEST_CASE("the fall is that of the tickets that were there before") {
  const TicketBase kb;
  kb.write();
  REQUIRE(kb.builds("tickets:30").status == 0);
  kb.write(TicketBase::kTickets, true);
  const Finished crossed = kb.does({"update", "--gate", "tickets:30", "--min-success3", "0", "--json"});
  CHECK(crossed.status == 0);
  // Half of them are said to be resolved by another article: these are new judgements, which nothing fell
  // from.
  CHECK(Json::parse(crossed.out).at("gate").at("compared") == 15);
  CHECK(Json::parse(crossed.out).at("gate").at("queries") == 30);
}

TEST_CASE("a gate of tickets that are not there stops, and says what to do instead") {
  const TicketBase kb;
  kb.write(1);
  const Finished few = kb.builds("tickets:200");
  CHECK(few.status == 4);
  CHECK(holds(few.err,
              "it holds 5 tickets with the article that resolved them, and the gate needs at least 20"));
  CHECK(holds(few.err, "--gate FILE"));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(kb.does({"publish", "--skip-gate"}).status == 0);
  for (const char* wrong :
       {"tickets:", "tickets:0", "tickets:-5", "tickets:many", "tickets:20x", "tickets:999999"}) {
    const Finished usage = kb.builds(wrong);
    INFO(wrong);
    CHECK(usage.status == 2);
    CHECK(holds(usage.err, "names no number of tickets"));
  }
}

TEST_CASE("callside.yaml declares a gate of tickets") {
  const TicketBase kb;
  kb.write();
  write_text(kb.source().parent_path() / "callside.yaml",
             "sources: documents.jsonl\ngate: {file: tickets:25, min_success3: 0.7}\n");
  const Finished built =
      kb.does({"build", "--config", kb.source().parent_path() / "callside.yaml", "--json"});
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(Json::parse(built.out).at("gate").at("queries") == 25);
  CHECK(Json::parse(built.out).at("gate").at("min_success3") == 0.7);
}
