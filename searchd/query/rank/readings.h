#pragma once

#include <xapian.h>
#include <memory>
#include <string>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/language_preference.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"
#include "searchd/query/time_plan.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// One interpretation of what was typed.
struct QuestionReading {
  Question question;
  MatchTable matches;
  WordsQuery query;
  double likelihood = 1;
  std::shared_ptr<const Untranslated> among = nullptr;  // finds only these; nullptr: all
  // Index of the reading that this one translates (translated_question.h), and the factor for the weights of
  // documents found by it. kNoReading: it is not a translation.
  static constexpr std::size_t kNoReading = ~std::size_t{0};
  std::size_t translates = kNoReading;
  double share = 1;
};

// In which ways can the question be read? The first reading is the question as typed. If the last word is
// half typed, others have a likely completion in its place (continuations.h). Each is answered as if it had
// been typed, and the answers are blended: a document is as likely as it is in each reading, times the
// reading's likelihood. RANKING.md, Half-typed words.
// Each reading is also translated and then finds articles that have no version in the question's language.
// All hits go into one list, by weight. RANKING.md, Translations.
class Readings {
 public:
  // The request and the index. References: they must outlive the readings.
  struct Context {
    const SuggestRequest& request;
    const Reach& reach;
    const Generation& generation;
    const Xapian::Database& database;
    const Snapshot& snapshot;
    TimePlan& time;
    SearchCache* cache = nullptr;  // of the session; nullptr: none
  };

  // Keeps no reference to the lexicon and the reader. Throws Xapian's exceptions.
  Readings(const Context& context, const Lexicon& lexicon, QuestionReader& reader);

  // The question as typed.
  const QuestionReading& typed() const { return readings_.front(); }
  // By Candidate::reading.
  const QuestionReading& operator[](std::size_t reading) const { return readings_[reading]; }
  // Returns false for an article whose title must not count (SuggestRequest::without_title).
  bool counts_title(const StoredDocument& document) const {
    return context_.request.without_title.empty() || document.kind() != Kind::article ||
           document.id() != context_.request.without_title;
  }
  // The evidence from tickets, for all readings.
  const CallersEvidence& callers() const { return callers_; }

  struct Found {
    std::vector<Candidate> ranked;  // heaviest first
    bool all = false;               // there are no further documents
    // Probability of the article that is likeliest by its tickets, among those that the reader may see.
    double by_tickets = 0;
  };
  // The best documents: at least `count`, if there are as many. Throws Xapian's exceptions.
  Found find(std::size_t count) const;

 private:
  void add(Question question, double likelihood);
  void add_completed(const Lexicon& lexicon, QuestionReader& reader);
  void add_translated(const Lexicon& lexicon, QuestionReader& reader);
  std::vector<Candidate> candidates_of(std::size_t reading, std::size_t count) const;
  // Candidates of a reading and of its translations, sorted.
  Found ranked(std::size_t reading, std::size_t count) const;
  void blend(std::vector<Candidate>& candidates) const;
  // Returns the probability of the likeliest article.
  double add_by_tickets(std::vector<Candidate>& candidates) const;

  // Returns true if weights changed; the caller must sort again.
  bool prefer_own_titles(std::vector<Candidate>& candidates) const;
  void sort_by_weight(std::vector<Candidate>& candidates) const;

  const Context context_;
  const CandidateSearch search_;
  const LanguagePreference preference_;
  std::vector<QuestionReading> readings_;
  CallersEvidence callers_;
};

}  // namespace callside
