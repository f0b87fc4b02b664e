#include "searchd/query/retrieve/candidates.h"

#include <algorithm>
#include <cstddef>

#include "searchd/query/retrieve/article_search.h"
#include "searchd/query/retrieve/ticket_search.h"

namespace callside {

namespace {

// Heaviest first; equal weights by number, which no reader can see (readings.cc).
bool is_before(const Candidate& a, const Candidate& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.document < b.document;
}

Candidate candidate_of(std::uint32_t document, double weight) {
  return {document, weight, weight, 0, false, 0};
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

std::vector<Candidate> CandidateSearch::find(const WordsQuery& query, std::size_t count,
                                             const Untranslated* among) const {
  std::vector<Candidate> candidates;
  if (query.empty()) return candidates;
  if (reach_.shows_articles()) {
    for (const auto& [document, weight] : find_articles(database_, query, reach_, count, among))
      candidates.push_back(candidate_of(document, weight));
  }
  if (reach_.shows_tickets()) {
    const auto articles = static_cast<std::ptrdiff_t>(candidates.size());
    bool has_any = !candidates.empty();
    const auto accept = [&](std::uint32_t document) {
      const bool accepted =
          reach_.finds_ticket(document) && (among == nullptr || among->contains_ticket(document));
      has_any = has_any || accepted;
      return accepted;
    };
    const auto go_on = [&] {
      return !time_.is_abandoned_by_now() && (!has_any || time_.allows(Degraded::tickets));
    };
    TicketSearch tickets(reach_.generation().tickets(), reach_.generation().store().size(), query);
    for (const auto& [document, weight] : tickets.find(count, accept, go_on))
      candidates.push_back(candidate_of(document, weight));
    std::inplace_merge(candidates.begin(), candidates.begin() + articles, candidates.end(), is_before);
  }
  if (candidates.size() > count) candidates.resize(count);
  return candidates;
}

std::vector<Candidate> CandidateSearch::weigh(const WordsQuery& query,
                                              std::vector<std::uint32_t> documents) const {
  std::sort(documents.begin(), documents.end());
  const DocumentStore& store = reach_.generation().store();
  const auto tickets = std::stable_partition(documents.begin(), documents.end(), [&](std::uint32_t document) {
    return store.document(document).kind() == Kind::article;
  });
  std::vector<Candidate> candidates;
  for (const auto& [document, weight] : weigh_articles(database_, query, {documents.begin(), tickets}))
    candidates.push_back(candidate_of(document, weight));
  if (tickets == documents.end()) return candidates;
  TicketSearch search(reach_.generation().tickets(), store.size(), query);
  for (const auto& [document, weight] : search.weigh({tickets, documents.end()}))
    candidates.push_back(candidate_of(document, weight));
  return candidates;
}

}  // namespace callside
