#include "searchd/query/candidates.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/terms.h"
#include "searchd/query/ranking.h"
#include "searchd/query/saturating_weight.h"

namespace callside {

namespace {

using Xapian::Query;

Query any_of(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_OR, terms.begin(), terms.end());
}

Query synonym(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

// How many documents have one of the words of a guess, of which `sum` documents in all have each: as many as
// where the words come by chance.
double with_any(double sum, double documents) {
  return documents > 0 ? documents * (1 - std::exp(-sum / documents)) : 0;
}

// All words of a meaning, which together weigh what one word of its frequency does.
Query all_parts(const Guess& guess, double weight, double documents) {
  std::vector<Query> parts;
  double sum = 0;
  for (const Guess::Part& part : guess.parts) sum += rarity(part.frequency, documents);
  const double scale = sum > 0 ? weight / sum : 0;
  for (const Guess::Part& part : guess.parts)
    parts.push_back(scale * rarity(part.frequency, documents) * synonym(part.terms));
  return {Query::OP_AND, parts.begin(), parts.end()};
}

// What a document has of the words that were typed; 0: no document has them.
double own_weight(const QueryGroup& group, double documents) {
  double own = group.terms.empty() ? 0.0 : rarity(group.frequency, documents);
  for (const Guess& guess : group.guesses) {
    if (guess.level == MatchLevel::exact) own = std::max(own, rarity(guess.frequency, documents));
  }
  return own;
}

double weight_of(const Guess& guess, const QueryGroup& group, double own, double documents) {
  switch (guess.level) {
    // All that a word may be called in another language is one word, as rare as it is in the mean.
    case MatchLevel::translated:
      return guess.share * rarity(group.frequency, documents);
    // A synonym weighs no more than the word: a rare one would else stand above it.
    case MatchLevel::synonym: {
      const double weight = rarity(guess.frequency, documents);
      return guess.share * (own > 0 ? std::min(own, weight) : weight);
    }
    case MatchLevel::exact:
      return guess.share * rarity(guess.frequency, documents);
    default:
      return guess.share * rarity(with_any(guess.frequency, documents), documents);
  }
}

// A guess stands outside the group of the word that it guesses at: inside, its weight would be ignored, and
// its frequency would blur the word's own.
Query group_query(const QueryGroup& group, double documents) {
  const double share = share_of(group);
  const double own = own_weight(group, documents);
  std::vector<Query> parts;
  if (!group.terms.empty())
    parts.push_back(share * rarity(group.frequency, documents) * synonym(group.terms));
  for (const Guess& guess : group.guesses) {
    const double weight = share * weight_of(guess, group, own, documents);
    parts.push_back(guess.parts.empty() ? weight * synonym(guess.terms)
                                        : all_parts(guess, weight, documents));
  }
  return parts.size() == 1 ? parts.front() : Query(Query::OP_OR, parts.begin(), parts.end());
}

Query outside_window(std::int32_t day) {
  const Query over(Query::OP_VALUE_LE, kValidUntilSlot, Xapian::sortable_serialise(day - 1));
  const Query not_yet(Query::OP_VALUE_GE, kValidFromSlot, Xapian::sortable_serialise(day + 1));
  return Query(Query::OP_FILTER, Query(kWindowTerm), Query(Query::OP_OR, over, not_yet));
}

}  // namespace

void bound_frequencies(Question& question, const Reach& reach, const Xapian::Database& database) {
  const auto bound = [&](const std::vector<std::string>& terms, double& frequency) {
    if (terms.empty()) return;
    double documents = 0;
    for (const std::string& term : terms) documents += reach.documents_with(term, database);
    frequency = std::min(frequency, documents);
  };
  for (QueryGroup& group : question.groups) {
    for (Guess& guess : group.guesses) {
      if (guess.level == MatchLevel::translated) bound(guess.terms, guess.frequency);
    }
    bound(group.terms, group.frequency);
  }
}

Query words_query(const Question& question, double documents) {
  std::vector<Query> groups;
  for (const QueryGroup& group : question.groups) {
    if (!group.stop) groups.push_back(group_query(group, documents));
  }
  return Query(Query::OP_OR, groups.begin(), groups.end());
}

Query filtered(Query query, const Reach& reach, const Manifest& manifest) {
  const SuggestRequest& request = reach.request();
  std::vector<std::string> classes;
  for (std::uint32_t i = 0; i < reach.classes().size(); ++i) {
    if (reach.classes()[i]) classes.push_back(class_term(i));
  }
  if (query.empty() || classes.empty()) return Query();
  query = Query(Query::OP_FILTER, query, any_of(classes));

  const auto filter = [&](const std::vector<std::string>& terms) {
    query = Query(Query::OP_FILTER, query, any_of(terms));
  };
  if (!request.only_lang.empty()) {
    std::vector<std::string> tags;
    for (std::uint16_t tag = 0; tag < manifest.language_tags.size(); ++tag) {
      if (reach.wants_tag(tag)) tags.push_back(language_term(manifest.language_tags[tag]));
    }
    if (tags.empty()) return Query();
    filter(tags);
  }
  if (!request.product.empty()) {
    std::vector<std::string> terms{product_term("")};
    for (const std::string& product : request.product) terms.push_back(product_term(product));
    filter(terms);
  }
  if (!request.brand.empty()) {
    std::vector<std::string> terms{brand_term("")};
    for (const std::string& brand : request.brand) terms.push_back(brand_term(brand));
    filter(terms);
  }
  if (request.kind) filter({kind_term(*request.kind)});

  std::vector<Query> excluded{Query(std::string(kArchivedTerm))};
  const std::vector<std::string>& withdrawn = reach.live().withdrawn_terms();
  if (!withdrawn.empty()) excluded.push_back(any_of(withdrawn));
  if (manifest.windows > 0) excluded.push_back(outside_window(reach.today()));
  return Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, excluded.begin(), excluded.end()));
}

std::vector<Candidate> find_candidates(const Xapian::Database& database, const Query& query,
                                       std::size_t count, const Xapian::MatchDecider* among) {
  std::vector<Candidate> candidates;
  if (query.empty()) return candidates;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(SaturatingWeight());
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(count), 0, nullptr, among);
  candidates.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) {
    const double weight = it.get_weight();
    candidates.push_back({*it, weight, weight, 0, false, 0});
  }
  return candidates;
}

}  // namespace callside
