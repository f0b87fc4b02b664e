#include "searchd/query/candidates.h"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/language.h"
#include "indexer/base/day.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/terms.h"
#include "searchd/query/asked_day.h"
#include "searchd/query/ranking.h"

namespace callside {

namespace {

using Xapian::Query;

Query any_of(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_OR, terms.begin(), terms.end());
}

Query synonym(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

// What makes Xapian's weight of a group that of rarity(): for a synonym, Xapian estimates how many documents
// have one of its words, and for what most documents have its weight falls to nothing.
double correction(double frequency, double documents) {
  const double most = documents / 2;
  const double n = std::min(frequency, most);
  const double idf = std::log((documents - n + 0.5) / (n + 0.5));
  return idf > 0.1 ? rarity(frequency, documents) / idf : 1.0;
}

// All words of a meaning, which together weigh what one word of its frequency does.
Query all_parts(const Guess& guess, double documents) {
  std::vector<Query> parts;
  double sum = 0;
  for (const Guess::Part& part : guess.parts) sum += rarity(part.frequency, documents);
  const double scale = sum > 0 ? rarity(guess.frequency, documents) / sum : 1.0;
  for (const Guess::Part& part : guess.parts)
    parts.push_back(scale * correction(part.frequency, documents) * synonym(part.terms));
  return {Query::OP_AND, parts.begin(), parts.end()};
}

// What Xapian makes of the words that were typed, at least; 0: no document has them. What most documents have
// is not corrected, and has more than half of its rarity: log(1 + w / 2) for log(1 + w).
double own_weight(const QueryGroup& group, double documents) {
  const auto least = [&](double frequency) {
    return rarity(frequency, documents) * (correction(frequency, documents) == 1.0 ? 0.5 : 1.0);
  };
  double own = group.terms.empty() ? 0.0 : least(group.frequency);
  for (const Guess& guess : group.guesses) {
    if (guess.level == MatchLevel::exact) own = std::max(own, least(guess.frequency));
  }
  return own;
}

// A guess stands outside the group of the word that it guesses at: inside, its weight would be ignored, and
// its frequency would blur the word's own. A synonym weighs no more than the word: a rare one would else
// stand above it.
Query group_query(const QueryGroup& group, double documents) {
  const double share = share_of(group);
  const double own = own_weight(group, documents);
  std::vector<Query> parts;
  const auto add = [&](const std::vector<std::string>& terms, double part, double frequency) {
    parts.push_back(part * share * correction(frequency, documents) * synonym(terms));
  };
  if (!group.terms.empty()) add(group.terms, 1.0, group.frequency);
  for (const Guess& guess : group.guesses) {
    double part = guess.share;
    if (guess.level == MatchLevel::synonym && own > 0)
      part *= std::min(1.0, own / std::max(own, rarity(guess.frequency, documents)));
    // All that a word may be called in another language is one word, as rare as it is in the mean.
    if (guess.level == MatchLevel::translated && guess.frequency > 0)
      part *= rarity(group.frequency, documents) / rarity(guess.frequency, documents);
    if (guess.parts.empty()) {
      add(guess.terms, part, guess.frequency);
    } else {
      parts.push_back(part * share * all_parts(guess, documents));
    }
  }
  return parts.size() == 1 ? parts.front() : Query(Query::OP_OR, parts.begin(), parts.end());
}

Query outside_window(std::int32_t day) {
  const Query over(Query::OP_VALUE_LE, kValidUntilSlot, Xapian::sortable_serialise(day - 1));
  const Query not_yet(Query::OP_VALUE_GE, kValidFromSlot, Xapian::sortable_serialise(day + 1));
  return Query(Query::OP_FILTER, Query(kWindowTerm), Query(Query::OP_OR, over, not_yet));
}

}  // namespace

void bound_frequencies(Question& question, const Xapian::Database& database) {
  for (QueryGroup& group : question.groups) {
    for (Guess& guess : group.guesses) {
      if (guess.level != MatchLevel::translated) continue;
      double documents = 0;
      for (const std::string& term : guess.terms)
        documents += static_cast<double>(database.get_termfreq(term));
      guess.frequency = std::min(guess.frequency, documents);
    }
    if (group.terms.empty()) continue;
    double documents = 0;
    for (const std::string& term : group.terms) documents += static_cast<double>(database.get_termfreq(term));
    group.frequency = std::min(group.frequency, documents);
  }
}

Query words_query(const Question& question, const Manifest& manifest) {
  std::vector<Query> groups;
  for (const QueryGroup& group : question.groups) {
    if (!group.stop) groups.push_back(group_query(group, static_cast<double>(manifest.documents)));
  }
  return Query(Query::OP_OR, groups.begin(), groups.end());
}

Query filtered(Query query, const SuggestRequest& request, const std::vector<bool>& visible_classes,
               const Generation& generation, const std::vector<std::string>& withdrawn_terms) {
  const Manifest& manifest = generation.manifest();
  std::vector<std::string> classes;
  for (std::uint32_t i = 0; i < visible_classes.size(); ++i) {
    if (visible_classes[i]) classes.push_back(class_term(i));
  }
  if (query.empty() || classes.empty()) return Query();
  query = Query(Query::OP_FILTER, query, any_of(classes));

  const auto filter = [&](const std::vector<std::string>& terms) {
    query = Query(Query::OP_FILTER, query, any_of(terms));
  };
  if (!request.only_lang.empty()) {
    std::vector<std::string> tags;
    for (const std::string& tag : manifest.language_tags) {
      for (const std::string& want : request.only_lang) {
        if (language_meets(want, tag)) tags.push_back(language_term(tag));
      }
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
  if (!withdrawn_terms.empty()) excluded.push_back(any_of(withdrawn_terms));
  if (manifest.windows > 0) excluded.push_back(outside_window(asked_day(request, generation.timezone())));
  return Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, excluded.begin(), excluded.end()));
}

std::vector<Candidate> find_candidates(const Xapian::Database& database, const Query& query,
                                       std::size_t count, const Xapian::MatchDecider* among) {
  std::vector<Candidate> candidates;
  if (query.empty()) return candidates;
  Xapian::Enquire enquire(database);
  // fields.h says why the length has no part in it.
  enquire.set_weighting_scheme(Xapian::BM25Weight(kWdfScale * kBm25K1, 0, 1, 0, 0.5));
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(count), 0, nullptr, among);
  candidates.reserve(found.size());
  // BM25 multiplies by k1 + 1, and k1 was given in units of the stored frequencies.
  constexpr double kUnit = (kBm25K1 + 1) / (kWdfScale * kBm25K1 + 1);
  for (auto it = found.begin(); it != found.end(); ++it) {
    const double weight = kUnit * it.get_weight();
    candidates.push_back({*it, weight, weight, 0, false, 0});
  }
  return candidates;
}

}  // namespace callside
