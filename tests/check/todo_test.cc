#include "indexer/check/todo.h"

#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

namespace {

ArticleFacts version(const std::string& id, const std::string& lang) {
  ArticleFacts one;
  one.id = id;
  one.lang = lang;
  return one;
}

std::vector<std::string> todo(const std::vector<ArticleFacts>& articles, TodoOptions options = {},
                              const std::map<std::string, std::uint64_t, std::less<>>& tickets = {}) {
  options.today = *parse_day("2026-11-22");
  std::vector<std::string> found;
  for (const TodoItem& one : make_todo(articles, tickets, options))
    found.push_back(std::string(name_of(one.task)) + " " + one.id + " " + one.lang);
  return found;
}

std::int32_t day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("overdue dates come first, oldest first, then outdated translations, then near dates") {
  ArticleFacts reviewed = version("reviewed", "en"), expired = version("expired", "en"),
               near = version("near", "en"), far = version("far", "en"), source = version("source", "en"),
               translation = version("source", "sl"), archived = version("archived", "en");
  reviewed.review_by = day("2026-11-21");
  expired.valid_until = day("2026-10-31");
  near.review_by = day("2026-12-22");
  far.review_by = day("2026-12-23");
  source.updated = "2026-11-02";
  translation.updated = "2026-01-01";
  translation.source_lang = "en";
  archived.review_by = day("2020-01-01");
  archived.archived = true;
  TodoOptions options;
  options.languages = {"en"};
  CHECK(todo({near, far, translation, source, reviewed, expired, archived}, options) ==
        Found{"renew expired en", "review reviewed en", "retranslate source sl", "review near en"});
}

TEST_CASE("articles are to be translated into the languages that a fifth of them have") {
  std::vector<ArticleFacts> articles;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) articles.push_back(version(id, "en"));
  articles.push_back(version("a", "sl"));
  articles.push_back(version("b", "sl"));
  articles.push_back(version("a", "de"));
  CHECK(usual_languages(articles) == Found{"en", "sl"});
  // Articles that resolved more tickets come first.
  CHECK(todo(articles, {}, {{"d", 2}, {"c", 9}}) ==
        Found{"translate c sl", "translate d sl", "translate e sl", "translate f sl"});
  TodoOptions wanted;
  wanted.languages = {"en", "de"};
  CHECK(todo(articles, wanted).size() == 5);
}

TEST_CASE("a wider language tag covers a narrower one, and expired articles are not translated") {
  ArticleFacts expired = version("expired", "en");
  expired.valid_until = day("2020-01-01");
  TodoOptions options;
  options.languages = {"en", "pt"};
  CHECK(todo({version("a", "pt-BR"), version("a", "en-US"), expired}, options) == Found{"renew expired en"});
}
