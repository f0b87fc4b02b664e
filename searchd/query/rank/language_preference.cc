#include "searchd/query/rank/language_preference.h"

#include <algorithm>

#include "indexer/analysis/language.h"

namespace callside {

namespace {

// RANKING.md, Language.
constexpr double kMainLanguageShare = 0.9;
constexpr double kOtherLanguageShare = 0.7;

}  // namespace

LanguagePreference::LanguagePreference(const std::vector<std::string>& wishes, const Reach& reach)
    : shares_(reach.documents_by_tag().size(), 1.0) {
  const std::vector<std::string>& tags = reach.generation().manifest().language_tags;
  const std::vector<std::uint64_t>& documents = reach.documents_by_tag();
  const auto is_asked = [&](std::size_t tag) {
    return std::any_of(wishes.begin(), wishes.end(),
                       [&](const std::string& wish) { return language_matches(wish, tags[tag]); });
  };
  bool has_asked = false;
  for (std::size_t tag = 0; tag < documents.size(); ++tag)
    has_asked = has_asked || (documents[tag] > 0 && is_asked(tag));
  if (!has_asked) return;
  is_neutral_ = false;
  const auto most = std::max_element(documents.begin(), documents.end());
  const std::string main = analysis_language(tags[static_cast<std::size_t>(most - documents.begin())]);
  for (std::size_t tag = 0; tag < documents.size(); ++tag) {
    if (is_asked(tag)) continue;
    shares_[tag] = analysis_language(tags[tag]) == main ? kMainLanguageShare : kOtherLanguageShare;
  }
}

}  // namespace callside
