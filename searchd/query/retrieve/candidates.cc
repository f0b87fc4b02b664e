#include "searchd/query/retrieve/candidates.h"

#include <algorithm>
#include <cstddef>

#include "indexer/base/bytes.h"
#include "indexer/base/digest.h"
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
  // `limit_to_sum`: lowers the frequency to the sum over the terms. Returns the expected number of documents
  // with any of the terms if these are independent.
  const auto count = [&](const std::vector<std::string>& terms, double& frequency, bool limit_to_sum) {
    double without = 1, sum = 0, sum_in_kind = 0;
    for (const std::string& term : terms) {
      const FormCounts documents = reach.documents_with(term, database);
      const double in_kind = reach.as_in_kind(documents);
      sum += documents.documents();
      sum_in_kind += in_kind;
      without *= 1 - in_kind / all;
    }
    if (limit_to_sum && !terms.empty()) frequency = std::min(frequency, sum);
    if (sum > 0) frequency *= sum_in_kind / sum;
    return all * (1 - without);
  };
  if (all <= 0) return;
  for (QueryWord& word : question.words) {
    double raw = 0, counted = 0;
    for (Guess& guess : word.guesses) {
      raw += guess.frequency;
      guess.any_term_frequency = count(guess.terms, guess.frequency, guess.level == MatchLevel::translated);
      // A phrase is as frequent as its rarest word.
      double rarest = all;
      for (Guess::Part& part : guess.parts) {
        part.any_term_frequency = count(part.terms, part.frequency, false);
        rarest = std::min(rarest, part.frequency);
      }
      if (!guess.parts.empty()) guess.frequency = rarest;
      counted += guess.frequency;
    }
    word.any_term_frequency = count(word.terms, word.frequency, true);
    // A word that is only guessed was counted by its guesses.
    if (word.terms.empty() && raw > 0) word.frequency *= counted / raw;
  }
}

std::string CandidateSearch::cache_key(const WordsQuery& query, std::size_t count,
                                       const Untranslated* among) const {
  ByteWriter key;
  key.raw(reach_key_);
  key.number(std::uint64_t{count});
  // The reader and a language say which documents are untranslated.
  key.number(among == nullptr ? std::uint32_t{0} : std::uint32_t{among->language()} + 1);
  for (const WordsQuery::Conjunction& conjunction : query.any) {
    key.number(static_cast<std::uint32_t>(conjunction.size()));
    for (const WordsQuery::Clause& clause : conjunction) {
      key.number(clause.factor);
      key.number(static_cast<std::uint32_t>(clause.terms.size()));
      for (const std::string& term : clause.terms) key.string(term);
    }
  }
  return sha256_hex(key.bytes());
}

std::vector<Candidate> CandidateSearch::find(const WordsQuery& query, std::size_t count,
                                             const Untranslated* among) const {
  if (query.empty()) return {};
  bool is_whole = true;
  if (cache_ == nullptr) return search(query, count, among, is_whole);
  std::string key = cache_key(query, count, among);
  std::vector<Candidate> candidates;
  if (const SearchCache::Found known = cache_->find(key)) {
    for (const auto& [document, weight] : *known) candidates.push_back(candidate_of(document, weight));
    return candidates;
  }
  candidates = search(query, count, among, is_whole);
  if (!is_whole) return candidates;
  std::vector<SearchCache::Match> found;
  found.reserve(candidates.size());
  for (const Candidate& one : candidates) found.push_back({one.document, one.weight});
  cache_->add(std::move(key), std::make_shared<const std::vector<SearchCache::Match>>(std::move(found)));
  return candidates;
}

std::vector<Candidate> CandidateSearch::search(const WordsQuery& query, std::size_t count,
                                               const Untranslated* among, bool& is_whole) const {
  std::vector<Candidate> candidates;
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
    const auto accept_any = [&](std::uint32_t begin, std::uint32_t end) {
      return reach_.finds_tickets_in(begin, end);
    };
    const auto go_on = [&] {
      is_whole = !time_.is_abandoned_by_now() && (!has_any || time_.allows(Degraded::tickets));
      return is_whole;
    };
    TicketSearch tickets(reach_.generation().tickets(), reach_.generation().store().size(), query);
    for (const auto& [document, weight] : tickets.find(count, accept, accept_any, go_on))
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
