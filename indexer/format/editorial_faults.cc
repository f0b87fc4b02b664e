#include "indexer/format/editorial_faults.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

using What = EditorialFault::What;

void check_rule(const SynonymRule& rule, const EditorialSurroundings& lookups,
                std::vector<EditorialFault>& faults) {
  const auto occurs = [&](const std::string& text) { return lookups.stands(text, rule.lang); };
  const auto add = [&](std::string reason) {
    faults.push_back({What::synonym_unmatched,
                      rule.line,
                      {},
                      std::move(reason),
                      "check the spelling and lang, or use words that the articles use"});
  };
  if (rule.is_mutual) {
    if (std::any_of(rule.said.begin(), rule.said.end(), occurs)) return;
    std::string all;
    for (const std::string& text : rule.said) all += (all.empty() ? "\"" : ", \"") + text + '"';
    return add("no document contains any of " + all);
  }
  for (const std::string& text : rule.meant) {
    if (!occurs(text)) add("no document contains \"" + text + "\"");
  }
}

void check_rule(const WordsRule& rule, const char* name, const EditorialSurroundings& lookups, Moment now,
                std::vector<EditorialFault>& faults) {
  if (rule.is_over(now)) {
    faults.push_back({What::pin_over, rule.line, rule.articles.front(),
                      std::string(name) + " expired at " + format_utc(*rule.until),
                      "remove it, or extend until"});
    return;
  }
  for (const std::string& id : rule.articles) {
    switch (lookups.article(id)) {
      case EditorialSurroundings::Article::shown:
        break;
      case EditorialSurroundings::Article::missing:
        faults.push_back({What::pin_article_missing, rule.line, id,
                          std::string(name) + " names " + id + ", which is not an article",
                          "correct the id, or remove it"});
        break;
      case EditorialSurroundings::Article::not_shown:
        faults.push_back({What::pin_article_not_shown, rule.line, id,
                          std::string(name) + " names " + id + ", which is archived or no longer valid",
                          "renew the article, or name another"});
        break;
    }
  }
}

}  // namespace

std::vector<EditorialFault> editorial_faults(const EditorialRules& rules,
                                             const EditorialSurroundings& lookups, Moment now) {
  std::vector<EditorialFault> faults;
  for (const SynonymRule& rule : rules.synonyms) check_rule(rule, lookups, faults);
  for (const WordsRule& rule : rules.pins) check_rule(rule, "the pin", lookups, now, faults);
  for (const WordsRule& rule : rules.never_for) check_rule(rule, "never_for", lookups, now, faults);
  return faults;
}

}  // namespace callside
