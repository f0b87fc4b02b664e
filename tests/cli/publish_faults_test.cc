// Publishing that is killed, or fails on a full disk, at each of its steps. What the index reports as
// published, staged and held must match what readers got.
#include <cerrno>

#include "tests/support/catch2.h"
#include "tests/support/faults.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const std::string kNoSpace = std::to_string(ENOSPC);

// An index with two published generations, 000001 and 000002, and a staged third one on request. Tests work
// on copies of it.
class Published {
 public:
  explicit Published(bool staged) {
    write(1);
    build(index(), source());
    write(2);
    build(index(), source());
    write(3);
    if (staged) build(index(), source(), {"--stage"});
  }

  fs::path index() const { return folder_.path() / "kb"; }
  fs::path source() const { return folder_.path() / "kb.jsonl"; }
  // Changes the source, for the next update.
  void write(int round) const {
    write_text(source(), lines({article("a", "Refund " + std::to_string(round), "Money comes back."),
                                article("b", "Bus", "It is late.")}));
  }
  fs::path copy(const std::string& name) const {
    const fs::path copy = folder_.path() / name;
    fs::copy(index(), copy, fs::copy_options::recursive);
    return copy;
  }

 private:
  TemporaryFolder folder_;
};

// The result of a command, and the index after it.
struct Outcome {
  Finished ended;
  fs::path index;
  Json status;
};

// Kills `command` before each step that changes a name on the disk, one run for each. Returns the number of
// steps.
template <typename Check>
int kill_at_each_step(const Published& kb, const std::string& command, Check check) {
  for (int step = 1;; ++step) {
    const fs::path index = kb.copy("kb" + std::to_string(step));
    const Finished ended = callside_index({command, "--index", index.string(), "--quiet"},
                                          with_fault({"rename,unlink,unlinkat", "", step, "kill"}));
    INFO(command << " killed at step " << step << ": " << ended.err);
    if (ended.signal == 0) return step - 1;
    check(Outcome{ended, index, status_of(index)});
    fs::remove_all(index);
  }
}

bool lists(const Json& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Checks that all generations after the published one, which were never served, are staged.
void check_staged(const Json& status) {
  const auto current = status["generation"].get<std::string>();
  for (const Json& name : status["generations"])
    CHECK(lists(status["staged"], name.get<std::string>()) == (name.get<std::string>() > current));
}

// Checks that the next update publishes, and that a rollback then returns to the generation served before.
void check_rollback(const Published& kb, const Outcome& outcome) {
  const auto served = outcome.status["generation"].get<std::string>();
  kb.write(4);
  const Finished updated = callside_index({"update", "--index", outcome.index, "--quiet"});
  INFO(updated.err);
  REQUIRE(updated.status == 0);
  const Finished back = callside_index({"rollback", "--index", outcome.index});
  CHECK(holds(back.out, "generation " + served + " is published again"));
  kb.write(3);
}

}  // namespace

TEST_CASE("after an update killed at any step, a rollback returns to the served generation", "[faults]") {
  const Published kb(false);
  std::set<std::string> served;
  const int steps = kill_at_each_step(kb, "update", [&](const Outcome& outcome) {
    served.insert(outcome.status["generation"].get<std::string>());
    check_staged(outcome.status);
    check_rollback(kb, outcome);
  });
  CHECK(steps > 5);
  CHECK(served == std::set<std::string>{"000002", "000003"});
}

TEST_CASE("after a publish killed at any step, status tells whether it published", "[faults]") {
  const Published kb(true);
  kill_at_each_step(kb, "publish", [&](const Outcome& outcome) {
    check_staged(outcome.status);
    const Finished again = callside_index({"publish", "--index", outcome.index});
    INFO(again.err);
    // If it was not published yet, it is still staged.
    CHECK(again.status == (outcome.status["generation"] == "000003" ? 1 : 0));
    CHECK(status_of(outcome.index)["generation"] == "000003");
    CHECK(
        holds(callside_index({"rollback", "--index", outcome.index}).out, "generation 000002 is published"));
  });
}

TEST_CASE("a command that a full disk stops at any step tells whether it published", "[faults]") {
  const std::string command = GENERATE("update", "publish");
  const Published kb(command == "publish");
  int failed = 0;
  for (int step = 1; step <= 40; ++step) {
    const fs::path index = kb.copy(command + std::to_string(step));
    const Finished ended = callside_index({command, "--index", index.string(), "--quiet"},
                                          with_fault({"rename,unlink", "", step, kNoSpace}));
    INFO(command << ", step " << step << ": " << ended.err);
    const Json status = status_of(index);
    // Exit status 1 promises that nothing was published.
    REQUIRE((ended.status == 0 || ended.status == 1));
    CHECK(status["generation"] == (ended.status == 0 ? "000003" : "000002"));
    check_staged(status);
    failed += ended.status;
    if (ended.status == 0 && ended.err.empty()) break;
    check_rollback(kb, {ended, index, status});
    fs::remove_all(index);
  }
  CHECK(failed >= 1);
}

TEST_CASE("a failed rollback leaves no hold, and a killed one can be repeated", "[faults]") {
  const Published kb(false);
  const Finished refused =
      callside_index({"rollback", "--index", kb.index()}, with_fault({"rename", "CURRENT", 0, kNoSpace}));
  INFO(refused.err);
  CHECK(refused.status == 1);
  CHECK(status_of(kb.index())["generation"] == "000002");
  CHECK(status_of(kb.index())["held"].is_null());
  kill_at_each_step(kb, "rollback", [&](const Outcome& outcome) {
    CHECK(outcome.status["staged"].empty());
    CHECK(callside_index({"rollback", "--index", outcome.index, "--to", "000001"}).status == 0);
    CHECK(status_of(outcome.index)["generation"] == "000001");
    CHECK(status_of(outcome.index)["held"]["generation"] == "000001");
  });
}

TEST_CASE("a generation that cannot be removed is reported and does not stop publishing", "[faults]") {
  const Published kb(false);
  const auto busy = with_fault({"unlinkat", "generations/000001/numbers.bin", 0, std::to_string(EBUSY)});
  for (const int round : {3, 4}) {
    kb.write(round);
    const Finished updated = callside_index({"update", "--index", kb.index(), "--keep", "2"}, busy);
    INFO(updated.err);
    CHECK(updated.status == 0);
    CHECK(holds(updated.out, " published"));
    CHECK(holds(updated.err, "warning: cannot remove"));
    CHECK(holds(updated.err, "generations/000001"));
    CHECK(status_of(kb.index())["generation"] == "00000" + std::to_string(round));
  }
  // It is removed as soon as possible.
  kb.write(5);
  const Finished updated = callside_index({"update", "--index", kb.index(), "--keep", "2"});
  CHECK(updated.err.empty());
  CHECK(names_in(kb.index() / "generations") == std::set<std::string>{"000004", "000005"});
}

TEST_CASE("the log records that there was no gate") {
  const Published kb(true);
  REQUIRE(callside_index({"publish", "--index", kb.index()}).status == 0);
  const Json log = Json::parse(callside_index({"log", "--index", kb.index(), "--json"}).out);
  CHECK(log[0]["gate"] == "none");
  CHECK_FALSE(log[1].contains("gate"));  // only staged
  CHECK(log[2]["gate"] == "none");
  const std::string text = callside_index({"log", "--index", kb.index()}).out;
  CHECK(holds(text, ", no gate"));
  CHECK_FALSE(holds(text, "gate passed"));
}
