#pragma once

#include <xapian.h>
#include <string>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// One way to read what was typed.
struct QuestionReading {
  Question question;
  MatchTable matches;
  Xapian::Query query;
  double likelihood = 1;
  // The reading that this one is in the words of other languages (translated_question.h), and what of its
  // weight a document has that it finds. kNoReading: it is as it was typed or completed.
  static constexpr std::size_t kNoReading = ~std::size_t{0};
  std::size_t translates = kNoReading;
  double share = 1;
};

// The ways to read what was typed. The first is as it stands; where the last word is half typed, the others
// have in its place what it is likely to become (continuations.h). Each is answered as though it had been
// typed whole, and the answers are blended: a document is as likely the right one as it is in each reading,
// times how likely that is. To add the continuations to one question instead, each by its likelihood, gains
// nothing: it lifts the documents that the rest had found already.
//
// Each is also put in the words of other languages, and finds by these what there is in no version of the
// language that it was asked in; what is found both ways stands in one list, by weight.
class Readings {
 public:
  // Who asks what of which index. References: they must outlive the readings.
  struct Asked {
    const SuggestRequest& request;
    const Reach& reach;
    const Generation& generation;
    const Xapian::Database& database;
    const Snapshot& snapshot;
  };

  // Keeps no reference to the lexicon and the reader. Throws what Xapian throws.
  Readings(const Asked& asked, const Lexicon& lexicon, QuestionReader& reader);

  // As it was typed.
  const QuestionReading& typed() const { return readings_.front(); }
  // By Candidate::reading.
  const QuestionReading& operator[](std::size_t reading) const { return readings_[reading]; }
  // What callers said, of all readings.
  const CallersEvidence& callers() const { return callers_; }

  struct Found {
    std::vector<Candidate> ranked;  // heaviest first
    bool all = false;               // there are no more
  };
  // The documents that answer best: at least `count`, where there are as many. Throws what Xapian throws.
  Found find(std::size_t count) const;

 private:
  void add(Question question, double likelihood);
  void add_completed(const Lexicon& lexicon, QuestionReader& reader);
  void add_translated(const Lexicon& lexicon, QuestionReader& reader);
  std::vector<Candidate> found_by(std::size_t reading, std::size_t count) const;
  // By the reading and by its translations.
  Found ranked(std::size_t reading, std::size_t count) const;
  void blend(std::vector<Candidate>& candidates) const;
  void add_by_callers(std::vector<Candidate>& candidates) const;

  Xapian::Query query_of(const Question& question) const;
  Xapian::Query filter(Xapian::Query query) const;
  void sort_by_weight(std::vector<Candidate>& candidates) const;

  const Asked asked_;
  std::vector<QuestionReading> readings_;
  CallersEvidence callers_;
};

}  // namespace callside
