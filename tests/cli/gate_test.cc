// The gate: a generation that answers judged queries too badly is not published.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Two articles and a gate with two questions for each.
class GatedIndex {
 public:
  GatedIndex() {
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

  Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--index", index().string()});
    return callside_index(arguments);
  }
  Finished run_build(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"build", source().string(), "--gate", gate().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(std::move(arguments));
  }

 private:
  TemporaryFolder folder_;
};

// Articles with titles that no customer uses, and the tickets that they resolved. Only the tickets connect a
// question with its article.
class TicketIndex {
 public:
  static constexpr int kArticles = 5, kTickets = 6;  // of each article

  // `linked`: number of tickets that name the article that resolved them, for each article.
  void write(int linked = kTickets, bool crossed = false) const {
    const std::vector<std::string> subjects{"kettle", "window", "garden", "bicycle", "piano"};
    // Each ticket has its own trouble: otherwise, a ticket of another article could be the nearest.
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
  Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--index", index().string()});
    return callside_index(arguments);
  }
  Finished run_build(const std::string& gate, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"build", source().string(), "--gate", gate};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(std::move(arguments));
  }

 private:
  TemporaryFolder folder_;
};

Json last_entry(const GatedIndex& kb) { return Json::parse(kb.run({"log", "--json"}).out).front(); }

}  // namespace

TEST_CASE("a generation that passes the gate is published, and the report tells how well") {
  const GatedIndex kb;
  const Finished built = kb.run_build({"--json"});
  CHECK(built.status == 0);
  const Json gate = Json::parse(built.out).at("gate");
  CHECK(gate.at("passed") == true);
  CHECK(gate.at("queries") == 4);
  CHECK(gate.at("success3") == 1.0);
  CHECK(gate.at("success3_before").is_null());
  CHECK(gate.at("min_success3") == 0.8);
  CHECK(gate.at("max_drop") == 0.02);
  CHECK(last_entry(kb).at("gate") == "passed");
  CHECK(holds(kb.run_build({}).out, "gate        passed: 4 of 4 questions"));
}

TEST_CASE("a first build that fails the gate is staged, and the missed queries are listed") {
  const GatedIndex kb;
  kb.write_articles("Refund a duplicate charge", "Something else");
  const Finished built = kb.run_build({});
  CHECK(built.status == 4);
  CHECK(holds(built.out, "generation 000001 staged"));
  CHECK(holds(built.err, "forgotten password  [en]  access is not among the first 10"));
  CHECK(holds(built.err,
              "0.500 of the judged queries are answered in the top three, and the gate requires 0.800"));
  CHECK_FALSE(holds(built.err, "  refund  ["));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(last_entry(kb).at("outcome") == "stopped");
  CHECK(last_entry(kb).at("gate") == "stopped");
  // It passes with a lower minimum.
  CHECK(kb.run_build({"--min-success3", "0.5"}).status == 0);
}

TEST_CASE("a generation that answers worse than the published one does not replace it") {
  const GatedIndex kb;
  REQUIRE(kb.run_build({}).status == 0);
  kb.write_articles("Refund a double charge", "Reset a forgotten password");
  write_text(kb.gate(), "double\ten\trefund\t3\nduplicate\ten\trefund\t3\nreset\ten\taccess\t3\n");
  REQUIRE(kb.run_build({"--min-success3", "0", "--max-drop", "1"}).status == 0);
  kb.write_articles("Refund a charge", "Reset a forgotten password");
  const Finished worse = kb.run({"update", "--gate", kb.gate(), "--min-success3", "0", "--json"});
  CHECK(worse.status == 4);
  const Json report = Json::parse(worse.out);
  CHECK(report.at("state") == "staged");
  CHECK(holds(report.at("stopped").at("reason").get<std::string>(),
              "the share answered in the top three fell from 0.667 in 000002 to 0.333"));
  const Json& gate = report.at("gate");
  CHECK(gate.at("passed") == false);
  // "duplicate" was not answered before, either.
  REQUIRE(gate.at("fell").size() == 1);
  CHECK(gate.at("fell")[0].at("query") == "double");
  CHECK(gate.at("fell")[0].at("wanted") == Json::array({"refund"}));
  CHECK(gate.at("fell")[0].at("before") == 1);
  CHECK(gate.at("missed").size() == 2);
  CHECK(status_of(kb.index()).at("generation") == "000002");
  // It passes if a larger drop is allowed.
  CHECK(kb.run({"update", "--gate", kb.gate(), "--min-success3", "0", "--max-drop", "0.4"}).status == 0);
}

TEST_CASE("only --skip-gate bypasses the gate, and the log records it") {
  const GatedIndex kb;
  kb.write_articles("One", "Two");
  REQUIRE(kb.run_build({"--allow-removals"}).status == 4);
  const Finished refused = kb.run({"publish", "--gate", kb.gate(), "--allow-removals"});
  CHECK(refused.status == 4);
  CHECK(holds(refused.err, "--skip-gate"));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(kb.run({"publish", "--gate", kb.gate(), "--skip-gate"}).status == 2);
  CHECK(kb.run({"publish", "--skip-gate"}).status == 0);
  CHECK(status_of(kb.index()).at("generation") == "000001");
  CHECK(last_entry(kb).at("gate") == "skipped");
  CHECK(holds(kb.run({"log"}).out, "gate skipped"));
}

TEST_CASE("the gate of a staged generation runs when it is published") {
  const GatedIndex kb;
  kb.write_articles("One", "Two");
  CHECK(kb.run_build({"--stage"}).status == 0);
  CHECK(kb.run({"publish", "--gate", kb.gate()}).status == 4);
  CHECK(kb.run({"publish", "--gate", kb.gate(), "--min-success3", "0"}).status == 0);
}

TEST_CASE("an error in the gate's file is reported before the build") {
  const GatedIndex kb;
  write_text(kb.gate(), "refund\ten\trefund\t3\nrefund en refund 3\n");
  const Finished slip = kb.run_build({});
  CHECK(slip.status == 1);
  CHECK(holds(slip.err, kb.gate().string() + ":2: 1 column instead of 4"));
  write_text(kb.gate(), "train to the moon\ten\t\t0\n");
  CHECK(holds(kb.run_build({}).err, "has no query with a relevant answer"));
  fs::remove(kb.gate());
  CHECK(kb.run_build({}).status == 1);
  CHECK_FALSE(fs::exists(kb.index()));
}

TEST_CASE("the demo passes with its judged queries and fails with wrong ones") {
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

TEST_CASE("tickets of the index are judged queries, each hidden while its question is asked") {
  const TicketIndex kb;
  kb.write();
  const Finished built = kb.run_build("tickets:20", {"--json"});
  INFO(built.err);
  REQUIRE(built.status == 0);
  const Json gate = Json::parse(built.out).at("gate");
  CHECK(gate.at("file") == "tickets:20");
  CHECK(gate.at("queries") == 20);
  CHECK(gate.at("success3") == 1.0);
  CHECK(status_of(kb.index()).at("documents") == TicketIndex::kArticles * (1 + TicketIndex::kTickets));
  CHECK(holds(kb.run_build("tickets:200").out, "gate        passed: 30 of 30 tickets' questions"));
}

TEST_CASE("an index whose tickets don't find their article is staged, and no customer's words are shown") {
  const TicketIndex kb;
  kb.write();
  REQUIRE(kb.run_build("tickets:30").status == 0);
  // Each article has a single ticket. Without it, nothing connects the question with the article.
  kb.write(1);
  const Finished built = kb.run_build("tickets:5", {"--min-success3", "0.9"});
  CHECK(built.status == 4);
  CHECK(holds(built.err, "  ticket T-"));
  CHECK(holds(built.err, "does not pass the gate tickets:5"));
  const Finished json = kb.run_build("tickets:5", {"--min-success3", "0.9", "--json"});
  CHECK(json.status == 4);
  REQUIRE(Json::parse(json.out).at("gate").at("missed").size() > 0);
  for (const std::string& result :
       {built.out, built.err, json.out, json.err, kb.run({"log", "--json"}).out}) {
    CHECK_FALSE(holds(result, "zanzibar"));
    CHECK_FALSE(holds(result, "rattles"));
  }
  CHECK(status_of(kb.index()).at("generation") == "000001");
}

TEST_CASE("the drop counts only tickets that both generations have") {
  const TicketIndex kb;
  kb.write();
  REQUIRE(kb.run_build("tickets:30").status == 0);
  kb.write(TicketIndex::kTickets, true);
  const Finished crossed = kb.run({"update", "--gate", "tickets:30", "--min-success3", "0", "--json"});
  CHECK(crossed.status == 0);
  // Half of the tickets now name another article. These are new judgements, so they are not compared.
  CHECK(Json::parse(crossed.out).at("gate").at("compared") == 15);
  CHECK(Json::parse(crossed.out).at("gate").at("queries") == 30);
}

TEST_CASE("a gate of too few tickets stops, with a hint what to do instead") {
  const TicketIndex kb;
  kb.write(1);
  const Finished few = kb.run_build("tickets:200");
  CHECK(few.status == 4);
  CHECK(holds(few.err,
              "it holds 5 tickets with the article that resolved them, and the gate needs at least 20"));
  CHECK(holds(few.err, "--gate FILE"));
  CHECK_FALSE(fs::exists(kb.index() / "CURRENT"));
  CHECK(kb.run({"publish", "--skip-gate"}).status == 0);
  for (const char* wrong :
       {"tickets:", "tickets:0", "tickets:-5", "tickets:many", "tickets:20x", "tickets:999999"}) {
    const Finished usage = kb.run_build(wrong);
    INFO(wrong);
    CHECK(usage.status == 2);
    CHECK(holds(usage.err, "needs a number of tickets"));
  }
}

TEST_CASE("callside.yaml declares a gate of tickets") {
  const TicketIndex kb;
  kb.write();
  write_text(kb.source().parent_path() / "callside.yaml",
             "sources: documents.jsonl\ngate: {file: tickets:25, min_success3: 0.7}\n");
  const Finished built = kb.run({"build", "--config", kb.source().parent_path() / "callside.yaml", "--json"});
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(Json::parse(built.out).at("gate").at("queries") == 25);
  CHECK(Json::parse(built.out).at("gate").at("min_success3") == 0.7);
}
