#include "indexer/check/editorial_check.h"

#include <algorithm>
#include <limits>

#include "indexer/format/editorial_faults.h"

namespace callside {

namespace {

constexpr Moment kDay = 86'400;

CheckCode code_of(EditorialFault::What what) {
  switch (what) {
    case EditorialFault::What::synonym_unmatched:
      return CheckCode::synonym_unmatched;
    case EditorialFault::What::pin_article_missing:
      return CheckCode::pin_article_missing;
    case EditorialFault::What::pin_article_not_shown:
      return CheckCode::pin_article_not_shown;
    case EditorialFault::What::pin_over:
      return CheckCode::pin_over;
  }
  return CheckCode::remark;
}

}  // namespace

void judge_editorial_rules(const EditorialRules& rules, const Facts& facts, WrittenWords& words,
                           const std::set<std::string, std::less<>>& known_articles, std::int32_t today,
                           const TimeZone& zone, std::vector<OrderedFinding>& findings) {
  if (rules.empty()) return;
  using Article = EditorialSurroundings::Article;
  const Versions versions = versions_of(facts.articles);
  const EditorialSurroundings around{
      [&](const std::string& text, const std::vector<std::string>& lang) {
        return words.contains(text, lang);
      },
      [&](const std::string& id) {
        const auto found = versions.find(id);
        if (found == versions.end()) return known_articles.contains(id) ? Article::shown : Article::missing;
        const bool shown = std::any_of(found->second.begin(), found->second.end(), [&](std::uint32_t number) {
          const ArticleFacts& article = facts.articles[number];
          return !article.archived && article.valid_until >= today;
        });
        return shown ? Article::shown : Article::not_shown;
      }};
  // A pin that ends during a day is reported the day after.
  const Moment midnight = zone.moment_of(today, 0).value_or(today * kDay);
  for (EditorialFault& fault : editorial_faults(rules, around, midnight)) {
    findings.push_back({std::numeric_limits<std::uint64_t>::max(),
                        {code_of(fault.what),
                         CheckLevel::warning,
                         {rules.file.string(), fault.line},
                         Kind::article,
                         std::move(fault.article),
                         {},
                         std::move(fault.reason),
                         std::move(fault.hint)}});
  }
}

}  // namespace callside
