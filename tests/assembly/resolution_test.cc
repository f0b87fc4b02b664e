#include "indexer/assembly/resolution.h"

#include <random>

#include "tests/assembly/scripted_sources.h"
#include "tests/support/catch2.h"
#include "tests/support/thorough.h"

using namespace callside;
using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

// A full source and a delta export beside it.
struct TwoSources {
  Index index;
  std::map<std::string, ScriptedRecord> full;
  std::vector<ScriptedRecord> delta;

  SourceRecords full_records() const {
    SourceRecords records;
    for (const auto& [key, scripted] : full) records.push_back(scripted);
    return records;
  }
  BuildRequest request() const { return index.request({"/full", "/delta"}); }
  Scripted stream() const { return Scripted({full_records(), delta}, {1}); }

  void build_all() const {
    Scripted both = stream();
    BuildProgress progress;
    REQUIRE(build(both, request(), progress));
  }
  void update_all() const {
    Scripted both = stream();
    BuildProgress progress;
    REQUIRE(update(both, update_like(request()), progress));
  }
  void relearn() const {
    Scripted both = stream();
    BuildRequest how = request();
    how.carry_deltas = true;
    BuildProgress progress;
    REQUIRE(build(both, how, progress));
  }
  // Updates or rebuilds without the delta export.
  void update_without_delta(bool relearning) const {
    Scripted one({full_records()}, {});
    BuildRequest how = index.request({"/full"});
    how.plan.unread = {"/delta"};
    how.carry_deltas = relearning;
    BuildProgress progress;
    if (relearning) {
      REQUIRE(build(one, how, progress));
    } else {
      REQUIRE(update(one, update_like(how), progress));
    }
  }
};

Document version(const std::string& id, int number) {
  return article(id, "en", id + " " + std::to_string(number),
                 "Version " + std::to_string(number) + " of it.");
}

}  // namespace

TEST_CASE("a delta export replaces and removes documents, and its documents stay") {
  TwoSources two;
  two.full["a"] = valid(version("a", 1));
  two.full["b"] = valid(version("b", 1));
  two.full["c"] = valid(version("c", 1));
  two.build_all();
  two.delta = {valid(version("a", 2)), removal("b"), valid(version("d", 1))};
  two.update_all();
  const Titles after{{"a.en", "a 2"}, {"c.en", "c 1"}, {"d.en", "d 1"}};
  CHECK(two.index.titles() == after);

  SECTION("the export is the same") { two.update_all(); }
  SECTION("the export is empty") {
    two.delta = {};
    two.update_all();
    two.update_all();
  }
  SECTION("the export is missing") { two.update_without_delta(false); }
  SECTION("the export is missing, with a new model") { two.update_without_delta(true); }
  SECTION("a new model") { two.relearn(); }
  CHECK(two.index.titles() == after);

  // A later change in the full source wins.
  two.delta = {};
  two.full["a"] = valid(version("a", 3));
  two.full["b"] = valid(version("b", 3));
  two.update_all();
  CHECK(two.index.titles() == Titles{{"a.en", "a 3"}, {"b.en", "b 3"}, {"c.en", "c 1"}, {"d.en", "d 1"}});
}

TEST_CASE("a delta export wins over the full source beside it, and its last record wins") {
  TwoSources two;
  two.full["a"] = valid(version("a", 1));
  two.full["b"] = valid(version("b", 1));
  ScriptedRecord first = valid(version("a", 2));
  ScriptedRecord again = valid(version("a", 3));
  again.file = first.file;
  two.delta = {first, removal("b"), again, valid(version("c", 1)), removal("c", "en")};
  two.build_all();
  CHECK(two.index.titles() == Titles{{"a.en", "a 3"}});
  CHECK(two.index.open().manifest().rejected == 0);
  CHECK(two.index.open().manifest().sources[1].only_deltas);
}

TEST_CASE("a broken record of a delta export removes a version that more readers could see") {
  TwoSources two;
  two.full["a"] = valid(version("a", 1));
  two.full["b"] = valid(version("b", 1));
  two.full["c"] = valid(version("c", 1));
  two.build_all();
  Document narrower = version("a", 2);
  narrower.audience = {"internal"};
  two.delta = {broken(narrower), broken(version("b", 2))};
  two.update_all();
  CHECK(two.index.titles() == Titles{{"b.en", "b 1*"}, {"c.en", "c 1"}});
}

TEST_CASE("added sources are read with the others from then on") {
  const Index index;
  index.build_all({valid(version("a", 1))});
  const auto add = [&](SourceRecords records, std::vector<fs::path> unread, bool adding) {
    Scripted stream({std::move(records)}, {});
    BuildRequest how = index.request({"/more"});
    how.plan.unread = std::move(unread);
    if (adding) how.plan.scope = SourcePlan::Scope::addition;
    BuildProgress progress;
    REQUIRE(update(stream, update_like(how), progress));
  };
  add({valid(version("b", 1)), valid(version("c", 1))}, {"/src"}, true);
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 1"}, {"c.en", "c 1"}});
  CHECK(index.open().manifest().sources.size() == 2);
  // Adding a source again removes nothing. An update with all sources does.
  add({valid(version("b", 2))}, {"/src"}, true);
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 2"}, {"c.en", "c 1"}});
  Scripted both({{valid(version("a", 1))}, {valid(version("b", 2))}}, {});
  BuildProgress progress;
  REQUIRE(update(both, update_like(index.request({"/src", "/more"})), progress));
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 2"}});
}

TEST_CASE("other sources without --add or --replace must be delta exports") {
  const Index index;
  index.build_all({valid(version("a", 1))});
  const auto name = [&](std::set<std::size_t> deltas) {
    Scripted stream({{valid(version("b", 1))}}, std::move(deltas));
    BuildRequest how = index.request({"/more"});
    how.plan.unread = {"/src"};
    how.plan.scope = SourcePlan::Scope::deltas;
    BuildProgress progress;
    return update(stream, update_like(how), progress);
  };
  const auto refused = name({});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::usage);
  CHECK(index.titles() == Titles{{"a.en", "a 1"}});
  CHECK(name({0}));
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 1"}});
}

TEST_CASE("random histories of a full source and a delta export end as they should") {
  const unsigned seed = GENERATE(Catch::Generators::range(1U, 1U + thorough_or(8U, 3U)));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
  const auto id = [&] { return std::string(1, static_cast<char>('a' + below(7))); };

  TwoSources two;
  std::map<std::string, int> full;                    // version by id
  std::map<std::string, std::optional<int>> applied;  // versions from delta exports; nullopt: removed
  std::set<int> outdated;                             // versions from delta exports that were replaced
  int next = 0;
  const auto put = [&](const std::string& one) {
    full[one] = ++next;
    two.full[one] = valid(version(one, next));
  };
  put("a");
  put("b");
  two.build_all();
  std::map<std::string, int> seen = full;  // the full source when it was last read
  for (int step = 0; step < 40; ++step) {
    for (unsigned i = below(3); i > 0; --i) {
      const std::string one = id();
      if (below(3) == 0 && full.size() > 1) {
        full.erase(one);
        two.full.erase(one);
      } else {
        put(one);
      }
    }
    const bool without = below(4) == 0;
    if (!without && below(2) == 0) {
      two.delta.clear();
      for (unsigned i = below(4); i > 0; --i) {
        const std::string one = id();
        two.delta.push_back(below(3) == 0 ? removal(one) : valid(version(one, ++next)));
      }
    }
    const bool relearning = below(5) == 0;
    if (without) {
      two.update_without_delta(relearning);
    } else if (relearning) {
      two.relearn();
    } else {
      two.update_all();
    }

    for (const auto& [one, number] : full) {
      const auto before = seen.find(one);
      if (before != seen.end() && before->second == number) continue;
      // The full source is newer than the delta export's version, even if the export contains it again.
      if (const auto at = applied.find(one); without && at != applied.end() && at->second)
        outdated.insert(*at->second);
      applied.erase(one);
    }
    if (!without) {
      for (const ScriptedRecord& scripted : two.delta) {
        if (scripted.removal) {
          applied[scripted.removal->id] = std::nullopt;
        } else {
          const std::string& title = scripted.document->title;
          const int number = std::stoi(title.substr(2));
          if (outdated.contains(number)) continue;
          std::optional<int>& now = applied[scripted.document->id];
          if (now && *now != number) outdated.insert(*now);
          now = number;
        }
      }
    }
    seen = full;
    Titles expected;
    for (const auto& [one, number] : full) expected[one + ".en"] = one + " " + std::to_string(number);
    for (const auto& [one, number] : applied) {
      expected.erase(one + ".en");
      if (number) expected[one + ".en"] = one + " " + std::to_string(*number);
    }
    CAPTURE(step, without, relearning);
    REQUIRE(text_of(two.index.titles()) == text_of(expected));
  }
}
