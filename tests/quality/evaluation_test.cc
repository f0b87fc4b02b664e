
#include "indexer/base/files.h"
#include "indexer/quality/last_run.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
namespace fs = std::filesystem;

namespace {

using Ids = std::vector<std::string>;

// Returns scripted answers.
class ScriptedSuggester final : public Suggester {
 public:
  std::map<std::string, Ids> answers;
  std::set<std::string> articles, tickets;
  std::string moves_at;  // from this query on, another generation answers
  mutable bool moved = false;
  mutable std::vector<SuggestRequest> asked;

  Result<SuggestAnswer> suggest(const SuggestRequest& request, const Access& /*access*/) const override {
    asked.push_back(request);
    moved = moved || request.text == moves_at;
    SuggestAnswer answer;
    answer.generation = moved ? "000002" : "000001";
    const auto ids = answers.find(request.text);
    if (ids != answers.end()) {
      for (const std::string& id : ids->second) answer.suggestions.emplace_back().id = id;
    }
    answer.nothing_good = answer.suggestions.empty();
    return answer;
  }
  Result<FullDocument> article(const std::string& id, const std::vector<std::string>& /*lang*/,
                               const Access& /*access*/) const override {
    if (articles.contains(id)) return FullDocument{};
    return fail(ErrorCode::not_found, "no article");
  }
  Result<FullDocument> ticket(const std::string& id, const Access& /*access*/) const override {
    if (tickets.contains(id)) return FullDocument{};
    return fail(ErrorCode::not_found, "no ticket");
  }
  Result<IndexSummary> census(const Access& /*access*/) const override { return IndexSummary{}; }
  Result<ReaderState> state(const StateRequest& /*request*/, const Access& /*access*/) const override {
    return ReaderState{};
  }
};

const std::vector<JudgedQuery> kQueries{{"pass", "en", {{"pass", 3}, {"fare", 1}}},
                                        {"vozovnica", "sl", {{"pass", 3}}},
                                        {"gone", "en", {{"gone", 2}, {"T-1", 1}}},
                                        {"pizza", "en", {}},
                                        {"horses", "en", {}}};

Evaluation evaluated(const ScriptedSuggester& suggester) {
  auto evaluation = evaluate(suggester, kQueries, Access{}, "2026-11-22");
  REQUIRE(evaluation);
  return std::move(*evaluation);
}

}  // namespace

TEST_CASE("queries are counted by language, and off-topic ones separately") {
  ScriptedSuggester suggester;
  suggester.answers = {{"pass", {"pass", "fare"}}, {"vozovnica", {"x", "pass"}}, {"pizza", {"fare"}}};
  suggester.tickets = {"T-1"};
  const Evaluation evaluation = evaluated(suggester);
  CHECK(evaluation.generation == "000001");
  CHECK(evaluation.all.count() == 3);
  CHECK(evaluation.by_language.at("en").count() == 2);
  CHECK(evaluation.by_language.at("en").success(1) == Approx(0.5));
  CHECK(evaluation.by_language.at("sl").success(1) == 0);
  CHECK(evaluation.by_language.at("sl").success(3) == 1);
  CHECK(evaluation.wrongly_refused == 1);
  CHECK(evaluation.off_topic == 2);
  CHECK(evaluation.refused == 1);
  // "pass" and "fare" were found, and T-1 is a ticket.
  CHECK(evaluation.missing == Ids{"gone"});
  REQUIRE(suggester.asked.size() == 5);
  CHECK(suggester.asked[1].lang == Ids{"sl"});
  CHECK(suggester.asked[1].limit == 10);
  CHECK(suggester.asked[1].today == "2026-11-22");
}

TEST_CASE("an evaluation fails if the generation changes meanwhile") {
  ScriptedSuggester suggester;
  suggester.moves_at = "gone";
  const auto evaluation = evaluate(suggester, kQueries, Access{}, "2026-11-22");
  REQUIRE_FALSE(evaluation);
  CHECK(evaluation.error().code == ErrorCode::changed);
}

TEST_CASE("access to all includes every audience") {
  Manifest manifest;
  manifest.classes = {{{"internal", "public"}, {}}, {{"tier2"}, {"north"}}};
  const Access access = access_to_all(manifest);
  CHECK(access.audiences == std::set<std::string>{"internal", "public", "tier2"});
  for (const AccessClass& one : manifest.classes) CHECK(one.visible_to(access));
}

TEST_CASE("a run is compared with the previous one by the current judgements") {
  ScriptedSuggester suggester;
  suggester.answers = {{"pass", {"pass", "fare"}}, {"vozovnica", {"x", "pass"}}};
  LastRun last = remember(evaluated(suggester), "2026-11-22T08:00:00Z");
  CHECK(compare(last, evaluated(suggester)).worse.empty());
  CHECK(compare(last, evaluated(suggester)).better == 0);

  suggester.answers = {{"pass", {"fare", "x", "pass"}}, {"vozovnica", {"pass"}}, {"gone", {"T-1"}}};
  last.answers.erase(query_key(kQueries[2]));  // a query that is new in the file
  const Comparison comparison = compare(last, evaluated(suggester));
  CHECK(comparison.compared == 2);
  CHECK(comparison.better == 1);
  REQUIRE(comparison.worse.size() == 1);
  const Changed& worse = comparison.worse[0];
  CHECK(worse.query.text == "pass");
  CHECK(worse.before == Approx(1));
  CHECK(worse.now == Approx(0.5897));  // (1 + 7/2) / (7 + 1/log2(3))
  REQUIRE(worse.wanted.size() == 2);
  CHECK(worse.wanted[0].id == "pass");
  CHECK(worse.wanted[0].before == 1);
  CHECK(worse.wanted[0].now == 3);
  CHECK(worse.wanted[1].id == "fare");
  CHECK(worse.wanted[1].before == 2);
  CHECK(worse.wanted[1].now == 1);

  // With new judgements, both rankings are equally good.
  const std::vector<JudgedQuery> new_judgements{{"pass", "en", {{"other", 3}}}};
  CHECK(compare(last, *evaluate(suggester, new_judgements, Access{}, "2026-11-22")).worse.empty());
}

TEST_CASE("a run is stored in a private file, without the texts of queries") {
  const testing::TemporaryFolder folder;
  const fs::path file = last_run_file(folder.path(), "some/judgements.tsv");
  CHECK(file.parent_path() == folder.path() / "eval");
  CHECK(file == last_run_file(folder.path(), "some/../some/judgements.tsv"));
  CHECK(file != last_run_file(folder.path(), "other/judgements.tsv"));
  REQUIRE(read_last_run(file));
  CHECK_FALSE(read_last_run(file)->has_value());

  ScriptedSuggester suggester;
  suggester.answers = {{"vozovnica", {"pass", "x"}}};
  const LastRun run = remember(evaluated(suggester), "2026-11-22T08:00:00Z");
  REQUIRE(write_last_run(file, run));
  const auto read = read_last_run(file);
  REQUIRE((read && *read));
  CHECK((*read)->generation == "000001");
  CHECK((*read)->day == "2026-11-22");
  CHECK((*read)->ran == "2026-11-22T08:00:00Z");
  CHECK((*read)->answers == run.answers);
  CHECK((*read)->answers.size() == 3);
  CHECK(read_file(file)->find("vozovnica") == std::string::npos);
  CHECK((fs::status(file).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK((fs::status(file.parent_path()).permissions() & fs::perms::all) == fs::perms::owner_all);

  REQUIRE(replace_file(file, "{\"version\":1,"));
  CHECK(read_last_run(file).error().code == ErrorCode::invalid_input);
  REQUIRE(replace_file(file, "{\"version\":2}"));
  CHECK(read_last_run(file).error().message.find("another version") != std::string::npos);
}
