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
  std::map<std::string, Said> full;
  std::vector<Said> delta;

  SourceRecords full_records() const {
    SourceRecords records;
    for (const auto& [key, said] : full) records.push_back(said);
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
  // The delta export is gone.
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

TEST_CASE("a delta export replaces and removes, and what it brought stays") {
  TwoSources two;
  two.full["a"] = says(version("a", 1));
  two.full["b"] = says(version("b", 1));
  two.full["c"] = says(version("c", 1));
  two.build_all();
  two.delta = {says(version("a", 2)), gone("b"), says(version("d", 1))};
  two.update_all();
  const Titles after{{"a.en", "a 2"}, {"c.en", "c 1"}, {"d.en", "d 1"}};
  CHECK(two.index.titles() == after);

  SECTION("it says the same again") { two.update_all(); }
  SECTION("it says something else") {
    two.delta = {};
    two.update_all();
    two.update_all();
  }
  SECTION("it is gone") { two.update_without_delta(false); }
  SECTION("it is gone, and all is learned anew") { two.update_without_delta(true); }
  SECTION("all is learned anew") { two.relearn(); }
  CHECK(two.index.titles() == after);

  // A full source with news of its own is newer.
  two.delta = {};
  two.full["a"] = says(version("a", 3));
  two.full["b"] = says(version("b", 3));
  two.update_all();
  CHECK(two.index.titles() == Titles{{"a.en", "a 3"}, {"b.en", "b 3"}, {"c.en", "c 1"}, {"d.en", "d 1"}});
}

TEST_CASE("a delta export that is named beside its full one goes before it, and its last word counts") {
  TwoSources two;
  two.full["a"] = says(version("a", 1));
  two.full["b"] = says(version("b", 1));
  Said first = says(version("a", 2));
  Said again = says(version("a", 3));
  again.file = first.file;
  two.delta = {first, gone("b"), again, says(version("c", 1)), gone("c", "en")};
  two.build_all();
  CHECK(two.index.titles() == Titles{{"a.en", "a 3"}});
  CHECK(two.index.open().manifest().rejected == 0);
  CHECK(two.index.open().manifest().sources[1].only_deltas);
}

TEST_CASE("a broken record of a delta export does not leave more to see than it allows") {
  TwoSources two;
  two.full["a"] = says(version("a", 1));
  two.full["b"] = says(version("b", 1));
  two.full["c"] = says(version("c", 1));
  two.build_all();
  Document narrower = version("a", 2);
  narrower.audience = {"internal"};
  two.delta = {broken(narrower), broken(version("b", 2))};
  two.update_all();
  CHECK(two.index.titles() == Titles{{"b.en", "b 1*"}, {"c.en", "c 1"}});
}

TEST_CASE("sources that are added are read with the others from then on") {
  const Index index;
  index.build_all({says(version("a", 1))});
  const auto add = [&](SourceRecords records, std::vector<fs::path> unread, bool adding) {
    Scripted stream({std::move(records)}, {});
    BuildRequest how = index.request({"/more"});
    how.plan.unread = std::move(unread);
    if (adding) how.plan.scope = SourcePlan::Scope::addition;
    BuildProgress progress;
    REQUIRE(update(stream, update_like(how), progress));
  };
  add({says(version("b", 1)), says(version("c", 1))}, {"/src"}, true);
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 1"}, {"c.en", "c 1"}});
  CHECK(index.open().manifest().sources.size() == 2);
  // Named again, nothing is removed; named with the others, it is.
  add({says(version("b", 2))}, {"/src"}, true);
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 2"}, {"c.en", "c 1"}});
  Scripted both({{says(version("a", 1))}, {says(version("b", 2))}}, {});
  BuildProgress progress;
  REQUIRE(update(both, update_like(index.request({"/src", "/more"})), progress));
  CHECK(index.titles() == Titles{{"a.en", "a 1"}, {"b.en", "b 2"}});
}

TEST_CASE("sources that are named without a word must be delta exports") {
  const Index index;
  index.build_all({says(version("a", 1))});
  const auto name = [&](std::set<std::size_t> deltas) {
    Scripted stream({{says(version("b", 1))}}, std::move(deltas));
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
  std::map<std::string, std::optional<int>> brought;  // by the delta export, or removed
  std::set<int> old_news;
  int next = 0;
  const auto put = [&](const std::string& one) {
    full[one] = ++next;
    two.full[one] = says(version(one, next));
  };
  put("a");
  put("b");
  two.build_all();
  std::map<std::string, int> seen = full;  // of the full source, at the last reading
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
        two.delta.push_back(below(3) == 0 ? gone(one) : says(version(one, ++next)));
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
      // Newer than what the delta export brought, also where it brings that once more.
      if (const auto at = brought.find(one); without && at != brought.end() && at->second)
        old_news.insert(*at->second);
      brought.erase(one);
    }
    if (!without) {
      for (const Said& said : two.delta) {
        if (said.removal) {
          brought[said.removal->id] = std::nullopt;
        } else {
          const std::string& title = said.document->title;
          const int number = std::stoi(title.substr(2));
          if (old_news.contains(number)) continue;
          std::optional<int>& now = brought[said.document->id];
          if (now && *now != number) old_news.insert(*now);
          now = number;
        }
      }
    }
    seen = full;
    Titles expected;
    for (const auto& [one, number] : full) expected[one + ".en"] = one + " " + std::to_string(number);
    for (const auto& [one, number] : brought) {
      expected.erase(one + ".en");
      if (number) expected[one + ".en"] = one + " " + std::to_string(*number);
    }
    CAPTURE(step, without, relearning);
    REQUIRE(text_of(two.index.titles()) == text_of(expected));
  }
}
