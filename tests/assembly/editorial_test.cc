// The editors' synonyms and pins in builds and updates.

#include "indexer/format/editorial_rules.h"
#include "tests/support/catch2.h"
#include "tests/support/forgetting_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

WordsRule pin(std::vector<std::string> articles, std::optional<Moment> until = std::nullopt) {
  return {4, {"portal down"}, std::move(articles), {}, {}, {}, until};
}

EditorialRules some_rules() {
  EditorialRules rules;
  rules.file = "kb/search.yaml";
  rules.synonyms = {{2, false, {"tuck money"}, {"refund"}, {}}};
  rules.pins = {pin({"a"})};
  return rules;
}

Sources three() {
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  sources.put(article("b", "en", "Printing", "On paper."));
  sources.put(article("c", "en", "Wi-Fi", "In the air."));
  return sources;
}

struct Updated {
  UpdateReport report;
  std::size_t parsed = 0;
};

Updated update_with(const fs::path& index, const Sources& sources, const EditorialRules& rules) {
  auto stream = sources.stream();
  BuildRequest request = request_for(index);
  request.plan.editorial = rules;
  BuildProgress progress;
  auto report = update(stream, update_like(request), progress);
  if (!report) FAIL(report.error().message);
  return {std::move(*report), stream.parsed_.size()};
}

BuildReport build_with(const fs::path& index, const Sources& sources, const EditorialRules& rules,
                       bool same_model = false) {
  auto stream = sources.stream();
  BuildRequest request = request_for(index, same_model);
  request.plan.editorial = rules;
  BuildProgress progress;
  auto report = build(stream, request, progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

std::vector<std::string> reasons(const std::vector<Remark>& remarks) {
  std::vector<std::string> out;
  for (const Remark& one : remarks) out.push_back(to_string(one.place) + ": " + one.reason);
  return out;
}

}  // namespace

TEST_CASE("a change in the editors' file alone is published without reading a record") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const Sources sources = three();
  EditorialRules rules = some_rules();
  build_with(index, sources, rules);
  CHECK(open(index).editorial().same_as(rules));

  const Updated nothing = update_with(index, sources, rules);
  CHECK(nothing.report.unchanged);

  rules.pins.push_back(pin({"b"}));
  const Updated changed = update_with(index, sources, rules);
  CHECK_FALSE(changed.report.unchanged);
  CHECK(changed.report.build.generation == "000002");
  CHECK(changed.parsed == 0);
  CHECK(changed.report.changes.changed.empty());
  CHECK(open(index).editorial().same_as(rules));
  CHECK(open(index).manifest().model.changed == 0);

  // The result equals a build with the same model.
  const fs::path built = folder.path() / "built";
  fs::copy(index, built, fs::copy_options::recursive);
  build_with(built, sources, rules, true);
  CHECK(open(built).editorial().same_as(open(index).editorial()));
  CHECK(contents(open(built)) == contents(open(index)));

  // Without the file, the index has no rules.
  CHECK_FALSE(update_with(index, sources, {}).report.unchanged);
  CHECK(open(index).editorial().empty());
}

TEST_CASE("builds and updates warn about words and articles in the editors' file that do not exist") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = three();
  Document old = article("old", "en", "Old fares", "Of last year.");
  old.valid_until = "2020-01-31";
  sources.put(old);
  EditorialRules rules = some_rules();
  rules.synonyms.push_back({6, false, {"x"}, {"refnud", "papers"}, {}});
  rules.synonyms.push_back({7, true, {"zeppelin", "airship"}, {"zeppelin", "airship"}, {}});
  rules.synonyms.push_back({8, true, {"zeppelin", "wi-fi"}, {"zeppelin", "wi-fi"}, {}});
  rules.synonyms.push_back({9, false, {"x"}, {"money back"}, {"sl"}});
  rules.pins.push_back(pin({"old", "none", "b"}));
  rules.never_for.push_back(pin({"a"}, parse_utc("2020-01-01T00:00:00Z")));
  const std::vector<std::string> expected{
      "kb/search.yaml:6: no document contains \"refnud\"",
      "kb/search.yaml:7: no document contains any of \"zeppelin\", \"airship\"",
      "kb/search.yaml:9: no document contains \"money back\"",
      "kb/search.yaml:4: the pin names old, which is archived or no longer valid",
      "kb/search.yaml:4: the pin names none, which is not an article",
      "kb/search.yaml:4: never_for expired at 2020-01-01T00:00:00Z"};
  CHECK(reasons(build_with(index, sources, rules).remarks) == expected);
  sources.put(article("d", "en", "News", "Of today."));
  CHECK(reasons(update_with(index, sources, rules).report.build.remarks) == expected);
}

TEST_CASE("forgotten articles are removed from the editors' rules and do not come back") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const Sources sources = three();
  EditorialRules rules = some_rules();
  rules.pins = {pin({"a"}), pin({"a", "b"})};
  build_with(index, sources, rules);
  forget(index, {"a"});
  const auto kept = [&] {
    std::vector<std::vector<std::string>> all;
    const Generation generation = open(index);
    for (const WordsRule& rule : generation.editorial().pins) all.push_back(rule.articles);
    return all;
  };
  CHECK(kept() == std::vector<std::vector<std::string>>{{"b"}});
  CHECK(open(index).editorial().synonyms.size() == 1);
  Sources more = sources;
  more.put(article("d", "en", "News", "Of today."));
  update_with(index, more, rules);
  CHECK(kept() == std::vector<std::vector<std::string>>{{"b"}});
  const IndexFolder layout(index);
  const auto bytes = read_file(layout.generation(*layout.current()) / kEditorialFile);
  REQUIRE(bytes);
  CHECK(bytes->find("\"a\"") == std::string::npos);
}
