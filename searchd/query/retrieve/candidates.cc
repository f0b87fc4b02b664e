#include "searchd/query/retrieve/candidates.h"

#include <algorithm>
#include <cmath>

#include "indexer/format/terms.h"
#include "searchd/query/retrieve/saturating_weight.h"
#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

using Xapian::Query;

Query synonym(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

// Inverse document frequency of Robertson and Sparck Jones as in Xapian's BM25Weight, which stays positive
// for terms in most documents.
double idf(double frequency, double documents) {
  const double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  return std::log(odds < 2 ? 1 + odds / 2 : odds);
}

// Share of all documents up to which a frequency counts, and lowest idf, for the correction below.
// RANKING.md, Word weights.
constexpr double kMaxDocumentShare = 0.5;
constexpr double kMinIdf = 0.1;

double uncorrected(double frequency, double documents) {
  const double n = std::min(frequency, kMaxDocumentShare * documents);
  return std::log((documents - n + 0.5) / (n + 0.5));
}

// Weight of a word. `frequency` is an upper bound, because a document counts once for each form of the word
// in it; `any_term_frequency` is an estimate from the terms. The estimate is used, corrected by the bound.
// RANKING.md, Word weights.
double word_weight(double frequency, double any_term_frequency, double documents) {
  const double without = uncorrected(frequency, documents);
  const double correction = without > kMinIdf ? rarity(frequency, documents) / without : 1;
  return correction * idf(any_term_frequency, documents);
}

// All words of a phrase. Together they weigh as much as one word of the phrase's frequency.
Query all_parts(const Guess& guess, double weight, double documents) {
  std::vector<Query> parts;
  double sum = 0;
  for (const Guess::Part& part : guess.parts) sum += rarity(part.frequency, documents);
  const double scale = sum > 0 ? weight / sum : 0;
  for (const Guess::Part& part : guess.parts)
    parts.push_back(scale * word_weight(part.frequency, part.any_term_frequency, documents) *
                    synonym(part.terms));
  return {Query::OP_AND, parts.begin(), parts.end()};
}

// Lower bound of what a document scores for the word as typed; 0 if no document has it. A word without
// correction has more than half of its rarity: log(1 + w / 2) compared to log(1 + w).
double own_weight(const QueryWord& word, double documents) {
  const auto least = [&](double frequency) {
    return rarity(frequency, documents) * (uncorrected(frequency, documents) > kMinIdf ? 1.0 : 0.5);
  };
  double own = word.terms.empty() ? 0.0 : least(word.frequency);
  for (const Guess& guess : word.guesses) {
    if (guess.level == MatchLevel::exact) own = std::max(own, least(guess.frequency));
  }
  return own;
}

double weight_of(const Guess& guess, const QueryWord& word, double own, double documents) {
  double share = guess.share;
  // A synonym weighs no more than the word itself, or a rare synonym would rank above it.
  if (guess.level == MatchLevel::synonym && own > 0)
    share *= std::min(1.0, own / std::max(own, rarity(guess.frequency, documents)));
  // All translations of a word count as one word with their mean rarity.
  if (guess.level == MatchLevel::translated && guess.frequency > 0)
    share *= rarity(word.frequency, documents) / rarity(guess.frequency, documents);
  // all_parts() divides the weight among the words of a phrase.
  if (!guess.parts.empty()) return share * rarity(guess.frequency, documents);
  return share * word_weight(guess.frequency, guess.any_term_frequency, documents);
}

// A guess is added next to the word's own terms. Among these Xapian would ignore the guess's lower weight,
// and its frequency would change the word's.
Query word_query(const QueryWord& word, double documents) {
  const double share = share_of(word);
  const double own = own_weight(word, documents);
  std::vector<Query> parts;
  if (!word.terms.empty())
    parts.push_back(share * word_weight(word.frequency, word.any_term_frequency, documents) *
                    synonym(word.terms));
  for (const Guess& guess : word.guesses) {
    const double weight = share * weight_of(guess, word, own, documents);
    parts.push_back(guess.parts.empty() ? weight * synonym(guess.terms)
                                        : all_parts(guess, weight, documents));
  }
  return parts.size() == 1 ? parts.front() : Query(Query::OP_OR, parts.begin(), parts.end());
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
  // The expected number if the terms are independent.
  const auto with_any = [&](const std::vector<std::string>& terms) {
    double without = 1;
    for (const std::string& term : terms) without *= 1 - reach.documents_with(term, database) / all;
    return all * (1 - without);
  };
  if (all <= 0) return;
  for (QueryWord& word : question.words) {
    for (Guess& guess : word.guesses) {
      if (guess.level == MatchLevel::translated) bound(guess.terms, guess.frequency);
      guess.any_term_frequency = with_any(guess.terms);
      for (Guess::Part& part : guess.parts) part.any_term_frequency = with_any(part.terms);
    }
    bound(word.terms, word.frequency);
    word.any_term_frequency = with_any(word.terms);
  }
}

Query words_query(const Question& question, double documents) {
  std::vector<Query> words;
  for (const QueryWord& word : question.words) {
    if (!word.stop) words.push_back(word_query(word, documents));
  }
  return Query(Query::OP_OR, words.begin(), words.end());
}

Query with_filters(const Query& words, const Reach& reach) {
  const Query filter = reach.query();
  return words.empty() || filter.empty() ? Query() : Query(Query::OP_FILTER, words, filter);
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
