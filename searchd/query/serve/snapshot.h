#pragma once

#include <xapian.h>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/pins.h"
#include "searchd/query/reach/class_counts.h"
#include "searchd/query/reach/document_set.h"
#include "searchd/query/understand/question.h"
#include "searchd/query/understand/synonyms.h"

namespace callside {

class Reach;

// One generation, and the tools for searching it that belong to one thread at a time. Requests share a
// snapshot and borrow tools; a newer generation makes a new snapshot, and the old one goes with its last
// request.
class Snapshot {
 public:
  struct Tools {
    Xapian::Database database;
    QuestionReader reader;
    SentenceFinder sentences;
    TextKeys keys;
  };
  // Tools on loan; given back when the object goes.
  class Loan {
   public:
    Loan(const Snapshot& from, std::unique_ptr<Tools> tools) : from_(&from), tools_(std::move(tools)) {}
    Loan(Loan&&) = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    Tools& operator*() const { return *tools_; }
    Tools* operator->() const { return tools_.get(); }

   private:
    const Snapshot* from_;
    std::unique_ptr<Tools> tools_;
  };

  // `on_trial`: without what the tickets that are for trial taught (Generation::leave_out_trial).
  // `stop`: ends the verification of Xapian's files with an interrupted error.
  static Result<std::shared_ptr<const Snapshot>> open(const IndexFolder& folder, const std::string& name,
                                                      bool on_trial = false, const StopReading& stop = {});

  const Generation& generation() const { return generation_; }
  const Synonyms& synonyms() const { return synonyms_; }
  const Pins& pins() const { return pins_; }
  const ClassCounts& counts() const { return counts_; }
  struct Untranslated {
    DocumentSet::Numbers documents;  // whose article has no version in the language
    std::size_t translated = 0;      // articles that have one in the language, and one in another
  };
  // Of an analysis language, in the reach of one request: what only a translated question finds, and from how
  // much the translation could be learned. A version that is withdrawn, archived or not valid today
  // translates nothing. Any thread; the last few are kept.
  Untranslated without_version(const std::string& language, const Reach& reach) const;
  // Any thread; as many at a time as there are requests. Where no further database can be opened (the files
  // are gone, too many are open), waits for one to be given back, if any is on loan.
  Result<Loan> borrow() const;

 private:
  explicit Snapshot(Generation generation);
  // nullptr: all are on loan. With mutex_ held.
  std::unique_ptr<Tools> take_idle() const;

  Generation generation_;
  Synonyms synonyms_;
  Pins pins_;
  ClassCounts counts_;
  mutable std::mutex mutex_;
  mutable std::condition_variable given_back_;
  mutable std::vector<std::unique_ptr<Tools>> idle_;  // guarded by mutex_
  mutable std::size_t loans_ = 0;                     // guarded by mutex_
  // By what decides it: the language, the classes, the articles that are withdrawn, and the day.
  using Asked = std::tuple<std::string, std::vector<bool>, std::vector<std::uint32_t>, std::int32_t>;
  struct Without {
    Asked asked;
    Untranslated untranslated;
  };
  Untranslated find_without_version(const std::string& language, const Reach& reach) const;

  mutable std::vector<Without> without_;  // last used last; guarded by mutex_
};

}  // namespace callside
