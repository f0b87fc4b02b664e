// Publishing that is killed, or that the disk refuses, at each of its steps: what is said to be published,
// staged and held is what readers were given.
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

// An index with two published generations, 000001 and 000002, and a third one that is staged if that is asked
// for. Each test works on copies of it.
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
  // Changes the source, so that there is something to update.
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

// How a command ended, and the index that it left.
struct Cut {
  Finished ended;
  fs::path index;
  Json status;
};

// Kills `command` before the Nth step that changes a name on the disk, for every N. Returns how many there
// are.
template <typename Check>
int kill_at_each_step(const Published& kb, const std::string& command, Check check) {
  for (int step = 1;; ++step) {
    const fs::path index = kb.copy("kb" + std::to_string(step));
    const Finished ended = callside_index({command, "--index", index.string(), "--quiet"},
                                          with_fault({"rename,unlink,unlinkat", "", step, "kill"}));
    INFO(command << " killed at step " << step << ": " << ended.err);
    if (ended.signal == 0) return step - 1;
    check(Cut{ended, index, status_of(index)});
    fs::remove_all(index);
  }
}

bool lists(const Json& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whatever is there besides the published generation and those before it was never served, and is staged.
void check_truth(const Json& status) {
  const auto current = status["generation"].get<std::string>();
  for (const Json& name : status["generations"])
    CHECK(lists(status["staged"], name.get<std::string>()) == (name.get<std::string>() > current));
}

// The next update publishes, and a rollback goes from there to what was served before.
void check_way_back(const Published& kb, const Cut& cut) {
  const auto served = cut.status["generation"].get<std::string>();
  kb.write(4);
  const Finished updated = callside_index({"update", "--index", cut.index, "--quiet"});
  INFO(updated.err);
  REQUIRE(updated.status == 0);
  const Finished back = callside_index({"rollback", "--index", cut.index});
  CHECK(holds(back.out, "generation " + served + " is published again"));
  kb.write(3);
}

}  // namespace

TEST_CASE("an update killed at any step leaves what was served to go back to", "[faults]") {
  const Published kb(false);
  std::set<std::string> served;
  const int steps = kill_at_each_step(kb, "update", [&](const Cut& cut) {
    served.insert(cut.status["generation"].get<std::string>());
    check_truth(cut.status);
    check_way_back(kb, cut);
  });
  CHECK(steps > 5);
  CHECK(served == std::set<std::string>{"000002", "000003"});
}

TEST_CASE("a publish killed at any step says afterwards whether it published", "[faults]") {
  const Published kb(true);
  kill_at_each_step(kb, "publish", [&](const Cut& cut) {
    check_truth(cut.status);
    const Finished again = callside_index({"publish", "--index", cut.index});
    INFO(again.err);
    // What was not published yet is found again.
    CHECK(again.status == (cut.status["generation"] == "000003" ? 1 : 0));
    CHECK(status_of(cut.index)["generation"] == "000003");
    CHECK(holds(callside_index({"rollback", "--index", cut.index}).out, "generation 000002 is published"));
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
    // "1: failed, nothing published" is a promise.
    REQUIRE((ended.status == 0 || ended.status == 1));
    CHECK(status["generation"] == (ended.status == 0 ? "000003" : "000002"));
    check_truth(status);
    failed += ended.status;
    if (ended.status == 0 && ended.err.empty()) break;
    check_way_back(kb, {ended, index, status});
    fs::remove_all(index);
  }
  CHECK(failed >= 1);
}

TEST_CASE("a rollback that fails leaves no hold, and one that is killed goes no further", "[faults]") {
  const Published kb(false);
  const Finished refused =
      callside_index({"rollback", "--index", kb.index()}, with_fault({"rename", "CURRENT", 0, kNoSpace}));
  INFO(refused.err);
  CHECK(refused.status == 1);
  CHECK(status_of(kb.index())["generation"] == "000002");
  CHECK(status_of(kb.index())["held"].is_null());
  kill_at_each_step(kb, "rollback", [&](const Cut& cut) {
    CHECK(cut.status["staged"].empty());
    CHECK(callside_index({"rollback", "--index", cut.index, "--to", "000001"}).status == 0);
    CHECK(status_of(cut.index)["generation"] == "000001");
    CHECK(status_of(cut.index)["held"]["generation"] == "000001");
  });
}

TEST_CASE("what cannot be removed is named, and keeps nothing from being published", "[faults]") {
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
  // It goes as soon as it can.
  kb.write(5);
  const Finished updated = callside_index({"update", "--index", kb.index(), "--keep", "2"});
  CHECK(updated.err.empty());
  CHECK(names_in(kb.index() / "generations") == std::set<std::string>{"000004", "000005"});
}

TEST_CASE("the log says that there was no gate where there was none") {
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
