#include "indexer/format/editorial_faults.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

using What = EditorialFault::What;

void judge(const SynonymRule& rule, const EditorialSurroundings& around,
           std::vector<EditorialFault>& faults) {
  const auto stands = [&](const std::string& text) { return around.stands(text, rule.lang); };
  const auto add = [&](std::string reason) {
    faults.push_back({What::synonym_unmatched,
                      rule.line,
                      {},
                      std::move(reason),
                      "look for a slip, or take the words that the articles use; lang may be wrong, too"});
  };
  if (rule.is_mutual) {
    if (std::any_of(rule.said.begin(), rule.said.end(), stands)) return;
    std::string all;
    for (const std::string& text : rule.said) all += (all.empty() ? "\"" : ", \"") + text + '"';
    return add("none of " + all + " stands in any document");
  }
  for (const std::string& text : rule.meant) {
    if (!stands(text)) add("\"" + text + "\" stands in no document");
  }
}

void judge(const WordsRule& rule, const char* name, const EditorialSurroundings& around, Moment now,
           std::vector<EditorialFault>& faults) {
  if (rule.is_over(now)) {
    faults.push_back({What::pin_over, rule.line, rule.articles.front(),
                      std::string(name) + " is over since " + format_utc(*rule.until),
                      "take it out, or renew until"});
    return;
  }
  for (const std::string& id : rule.articles) {
    switch (around.article(id)) {
      case EditorialSurroundings::Article::shown:
        break;
      case EditorialSurroundings::Article::missing:
        faults.push_back({What::pin_article_missing, rule.line, id,
                          std::string(name) + " names " + id + ", which is no article",
                          "correct the id, or take it out"});
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

std::vector<EditorialFault> editorial_faults(const EditorialRules& rules, const EditorialSurroundings& around,
                                             Moment now) {
  std::vector<EditorialFault> faults;
  for (const SynonymRule& rule : rules.synonyms) judge(rule, around, faults);
  for (const WordsRule& rule : rules.pins) judge(rule, "the pin", around, now, faults);
  for (const WordsRule& rule : rules.never_for) judge(rule, "never_for", around, now, faults);
  return faults;
}

}  // namespace callside
