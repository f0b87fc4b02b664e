#include "indexer/check/facts.h"

#include "indexer/analysis/language.h"

namespace callside {

Versions versions_of(const std::vector<ArticleFacts>& articles) {
  Versions versions;
  versions.reserve(articles.size());
  for (std::uint32_t i = 0; i < articles.size(); ++i) versions[articles[i].id].push_back(i);
  return versions;
}

std::size_t version_in(const std::vector<ArticleFacts>& articles, const std::vector<std::uint32_t>& versions,
                       std::string_view lang) {
  std::size_t found = SIZE_MAX;
  for (const std::uint32_t number : versions) {
    const std::string& tag = articles[number].lang;
    if (!language_matches(lang, tag)) continue;
    if (tag.size() == lang.size()) return number;
    if (found == SIZE_MAX) found = number;
  }
  return found;
}

VersionState state_of(const ArticleFacts& article) {
  return {article.id,      article.lang,   article.source_lang,
          article.updated, article.digest, article.said_outdated};
}

}  // namespace callside
