#include "searchd/query/retrieve/words_query.h"

#include <algorithm>
#include <cmath>

#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

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
WordsQuery::Conjunction all_parts(const Guess& guess, double weight, double documents) {
  WordsQuery::Conjunction parts;
  double sum = 0;
  for (const Guess::Part& part : guess.parts) sum += rarity(part.frequency, documents);
  const double scale = sum > 0 ? weight / sum : 0;
  for (const Guess::Part& part : guess.parts) {
    const double factor = scale * word_weight(part.frequency, part.any_term_frequency, documents);
    parts.push_back({factor, part.terms});
  }
  return parts;
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

// A guess is a clause of its own. All terms of a clause share one weight, so among the word's own terms it
// would count as much as the word itself, and change the word's frequency.
void add_word(const QueryWord& word, double documents, WordsQuery& query) {
  const double share = share_of(word);
  const double own = own_weight(word, documents);
  if (!word.terms.empty()) {
    const double weight = word_weight(word.frequency, word.any_term_frequency, documents);
    query.any.push_back({{share * weight, word.terms}});
  }
  for (const Guess& guess : word.guesses) {
    const double weight = share * weight_of(guess, word, own, documents);
    if (guess.parts.empty()) {
      query.any.push_back({{weight, guess.terms}});
    } else {
      query.any.push_back(all_parts(guess, weight, documents));
    }
  }
}

}  // namespace

WordsQuery words_query(const Question& question, double documents) {
  WordsQuery query;
  for (const QueryWord& word : question.words) {
    if (!word.stop) add_word(word, documents, query);
  }
  return query;
}

}  // namespace callside
