#include "searchd/query/retrieve/article_search.h"

#include <memory>
#include <string>
#include <utility>

#include "searchd/query/reach/document_set.h"
#include "searchd/query/retrieve/saturating_weight.h"

namespace callside {

namespace {

using Xapian::Query;

Query clause_query(const WordsQuery::Clause& clause) {
  if (clause.terms.size() == 1) return clause.factor * Query(clause.terms.front());
  return clause.factor * Query(Query::OP_SYNONYM, clause.terms.begin(), clause.terms.end());
}

Query xapian_query(const WordsQuery& query) {
  std::vector<Query> any;
  for (const WordsQuery::Conjunction& conjunction : query.any) {
    std::vector<Query> all;
    for (const WordsQuery::Clause& clause : conjunction) all.push_back(clause_query(clause));
    any.push_back(all.size() == 1 ? all.front() : Query(Query::OP_AND, all.begin(), all.end()));
  }
  return {Query::OP_OR, any.begin(), any.end()};
}

// A filter for the documents.
Query only(DocumentSet::Numbers numbers) { return Query((new DocumentSet(std::move(numbers)))->release()); }

WeighedArticles search(const Xapian::Database& database, const Query& words, const Query& filter,
                       std::size_t count) {
  WeighedArticles found;
  if (words.empty() || filter.empty()) return found;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(SaturatingWeight());
  enquire.set_query(Query(Query::OP_FILTER, words, filter));
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
  found.reserve(matches.size());
  for (auto it = matches.begin(); it != matches.end(); ++it) found.emplace_back(*it, it.get_weight());
  return found;
}

}  // namespace

WeighedArticles find_articles(const Xapian::Database& database, const WordsQuery& query, const Reach& reach,
                              std::size_t count, const Untranslated* among) {
  if (among != nullptr && among->articles()->empty()) return {};
  Query filter = reach.query();
  if (among != nullptr && !filter.empty()) filter = Query(Query::OP_AND, filter, only(among->articles()));
  return search(database, xapian_query(query), filter, count);
}

WeighedArticles weigh_articles(const Xapian::Database& database, const WordsQuery& query,
                               std::span<const std::uint32_t> articles) {
  if (articles.empty()) return {};
  const auto numbers = std::make_shared<std::vector<std::uint32_t>>(articles.begin(), articles.end());
  return search(database, xapian_query(query), only(numbers), articles.size());
}

std::vector<std::uint32_t> articles_with(const Xapian::Database& database,
                                         const std::vector<std::string>& terms, const Reach& reach) {
  std::vector<std::uint32_t> articles;
  for (const std::string& term : terms) {
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      if (reach.shows(*at)) articles.push_back(*at);
    }
  }
  return articles;
}

}  // namespace callside
