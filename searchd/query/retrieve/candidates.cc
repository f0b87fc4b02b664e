#include "searchd/query/retrieve/candidates.h"

#include <algorithm>
#include <cmath>

#include "indexer/format/terms.h"
#include "searchd/query/retrieve/saturating_weight.h"
#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

using Xapian::Query;

Query any_of(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_OR, terms.begin(), terms.end());
}

Query synonym(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

// Inverse document frequency of Robertson and Sparck Jones, in the form of Xapian's BM25Weight: it stays
// above zero for terms that most documents have.
double idf(double frequency, double documents) {
  const double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  return std::log(odds < 2 ? 1 + odds / 2 : odds);
}

// The largest frequency, as a share of the documents, for which a word's weight is corrected by its terms.
constexpr double kLargestShare = 0.5;
constexpr double kLeastIdf = 0.1;

double uncorrected(double frequency, double documents) {
  const double n = std::min(frequency, kLargestShare * documents);
  return std::log((documents - n + 0.5) / (n + 0.5));
}

// The weight of a word. `frequency` is an upper bound, because a document counts once for each form that it
// holds; `with_any_term` is an estimate from the terms. The first decides, the second corrects it: without
// the correction, nDCG@10 falls by 0.005 on lo/fr and xl/ja-en (n = 553 and 280, tools/eval).
double word_weight(double frequency, double with_any_term, double documents) {
  const double without = uncorrected(frequency, documents);
  const double correction = without > kLeastIdf ? rarity(frequency, documents) / without : 1;
  return correction * idf(with_any_term, documents);
}

// All words of a meaning, which together weigh what one word of its frequency does.
Query all_parts(const Guess& guess, double weight, double documents) {
  std::vector<Query> parts;
  double sum = 0;
  for (const Guess::Part& part : guess.parts) sum += rarity(part.frequency, documents);
  const double scale = sum > 0 ? weight / sum : 0;
  for (const Guess::Part& part : guess.parts)
    parts.push_back(scale * word_weight(part.frequency, part.with_any_term, documents) * synonym(part.terms));
  return {Query::OP_AND, parts.begin(), parts.end()};
}

// What a document has of the words that were typed, at least; 0: no document has them. A word that is not
// corrected has more than half of its rarity: log(1 + w / 2) for log(1 + w).
double own_weight(const QueryGroup& group, double documents) {
  const auto least = [&](double frequency) {
    return rarity(frequency, documents) * (uncorrected(frequency, documents) > kLeastIdf ? 1.0 : 0.5);
  };
  double own = group.terms.empty() ? 0.0 : least(group.frequency);
  for (const Guess& guess : group.guesses) {
    if (guess.level == MatchLevel::exact) own = std::max(own, least(guess.frequency));
  }
  return own;
}

double weight_of(const Guess& guess, const QueryGroup& group, double own, double documents) {
  double share = guess.share;
  // A synonym weighs no more than the word: a rare one would else rank above it.
  if (guess.level == MatchLevel::synonym && own > 0)
    share *= std::min(1.0, own / std::max(own, rarity(guess.frequency, documents)));
  // All that a word may be called in another language is one word, as rare as it is in the mean.
  if (guess.level == MatchLevel::translated && guess.frequency > 0)
    share *= rarity(group.frequency, documents) / rarity(guess.frequency, documents);
  // all_parts() divides it among the words of a meaning.
  if (!guess.parts.empty()) return share * rarity(guess.frequency, documents);
  return share * word_weight(guess.frequency, guess.with_any_term, documents);
}

// A guess stands outside the group of the word that it guesses at: inside, its weight would be ignored, and
// its frequency would blur the word's own.
Query group_query(const QueryGroup& group, double documents) {
  const double share = share_of(group);
  const double own = own_weight(group, documents);
  std::vector<Query> parts;
  if (!group.terms.empty())
    parts.push_back(share * word_weight(group.frequency, group.with_any_term, documents) *
                    synonym(group.terms));
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

void count_documents(Question& question, const Reach& reach, const Xapian::Database& database) {
  const double all = reach.documents();
  const auto bound = [&](const std::vector<std::string>& terms, double& frequency) {
    if (terms.empty()) return;
    double documents = 0;
    for (const std::string& term : terms) documents += reach.documents_with(term, database);
    frequency = std::min(frequency, documents);
  };
  // As many as where the terms come independently of each other.
  const auto with_any = [&](const std::vector<std::string>& terms) {
    double without = 1;
    for (const std::string& term : terms) without *= 1 - reach.documents_with(term, database) / all;
    return all * (1 - without);
  };
  if (all <= 0) return;
  for (QueryGroup& group : question.groups) {
    for (Guess& guess : group.guesses) {
      if (guess.level == MatchLevel::translated) bound(guess.terms, guess.frequency);
      guess.with_any_term = with_any(guess.terms);
      for (Guess::Part& part : guess.parts) part.with_any_term = with_any(part.terms);
    }
    bound(group.terms, group.frequency);
    group.with_any_term = with_any(group.terms);
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
