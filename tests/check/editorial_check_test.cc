// The findings of `check` in the editors' file.
#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

namespace {

WordsRule pin(std::size_t line, std::vector<std::string> articles, const char* until = nullptr) {
  WordsRule rule;
  rule.line = line;
  rule.words = {"portal"};
  rule.articles = std::move(articles);
  if (until != nullptr) rule.until = parse_utc(until);
  return rule;
}

}  // namespace

TEST_CASE("synonyms that match no form of any word in the sources are reported") {
  Folder folder;
  folder.article("en/a", "Refunds are paid into the lunch account.");
  folder.article("sl/b", "Malica je ob desetih.", "lang: sl\n");
  folder.write(
      "t.jsonl",
      R"({"kind":"ticket","id":"T","lang":"en","question":"Where is my voucher?","resolution":"In the post."})"
      "\n");
  EditorialRules& rules = folder.options.editorial;
  rules.file = folder.path() / "search.yaml";
  rules.synonyms = {{2, false, {"x"}, {"refund"}, {}},
                    {3, false, {"x"}, {"account lunch"}, {"en"}},
                    {4, false, {"x"}, {"refnud"}, {}},
                    {5, false, {"x"}, {"refund"}, {"sl"}},
                    {6, false, {"x"}, {"vouchers"}, {}},
                    {7, true, {"malica", "snack"}, {"malica", "snack"}, {"sl"}},
                    {8, true, {"brunch", "snack"}, {"brunch", "snack"}, {}}};
  CHECK(folder.check("synonym-unmatched") ==
        Found{"synonym-unmatched  4", "synonym-unmatched  5", "synonym-unmatched  8"});
  CHECK(folder.report.findings.back().place.file == rules.file.string());
  CHECK(folder.report.findings.back().level == CheckLevel::warning);
}

TEST_CASE("pins of missing or hidden articles, and pins that have ended, are reported") {
  Folder folder;
  folder.article("en/a", "Text.");
  folder.article("en/gone", "Text.", "valid_until: 2026-11-21\n");
  folder.article("en/old", "Text.", "confidence: archived\n");
  folder.options.known_articles = {"elsewhere"};
  EditorialRules& rules = folder.options.editorial;
  rules.file = folder.path() / "search.yaml";
  rules.pins = {pin(2, {"a", "elsewhere"}), pin(3, {"none"}), pin(4, {"gone", "old"}),
                pin(5, {"a"}, "2026-11-22T00:00:00Z"), pin(6, {"a"}, "2026-11-22T12:00:00Z")};
  rules.never_for = {pin(8, {"nowhere"})};
  const auto found = [&](const char* code) { return folder.check(code); };
  CHECK(found("pin-article-missing") == Found{"pin-article-missing none 3", "pin-article-missing nowhere 8"});
  CHECK(found("pin-article-not-shown") ==
        Found{"pin-article-not-shown gone 4", "pin-article-not-shown old 4"});
  CHECK(found("pin-over") == Found{"pin-over a 5"});
}
