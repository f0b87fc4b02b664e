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

// One generation, with tools for searching it that only one thread can use at a time. Requests share a
// snapshot and borrow tools. A new generation gets a new snapshot; the last request that uses the old one
// frees it.
class Snapshot {
 public:
  struct Tools {
    Xapian::Database database;
    QuestionReader reader;
    SentenceFinder sentences;
    TextKeys text_keys;
  };
  // Borrowed tools; the destructor returns them.
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

  // `held_out`: ignores what was learned from trial tickets (Generation::leave_out_trial). `stop`: ends the
  // verification of Xapian's files with an `interrupted` error.
  static Result<std::shared_ptr<const Snapshot>> open(const IndexFolder& folder, const std::string& name,
                                                      bool held_out = false, const InterruptCheck& stop = {});

  const Generation& generation() const { return generation_; }
  const Synonyms& synonyms() const { return synonyms_; }
  const Pins& pins() const { return pins_; }
  const ClassCounts& counts() const { return counts_; }
  struct Untranslated {
    DocumentSet::Numbers documents;  // documents whose article has no version in the language
    std::size_t translated = 0;      // articles with versions in the language and in another
  };
  // For an analysis language, in the reach of one request: the documents that only a translated question
  // finds, and how many articles the translation could be learned from. Withdrawn, archived and expired
  // versions do not count. Thread-safe; the last few results are cached.
  Untranslated untranslated(const std::string& language, const Reach& reach) const;
  // Thread-safe; each request borrows its own set. If no further database can be opened (files are gone, too
  // many are open), waits for one to be returned, if any is on loan.
  Result<Loan> borrow() const;

 private:
  explicit Snapshot(Generation generation);
  // Returns nullptr if all are on loan. Requires mutex_.
  std::unique_ptr<Tools> take_idle() const;

  Generation generation_;
  Synonyms synonyms_;
  Pins pins_;
  ClassCounts counts_;
  mutable std::mutex mutex_;
  mutable std::condition_variable given_back_;
  mutable std::vector<std::unique_ptr<Tools>> idle_;  // guarded by mutex_
  mutable std::size_t loans_ = 0;                     // guarded by mutex_
  // Everything that the result depends on: language, classes, withdrawn articles, day.
  using UntranslatedKey =
      std::tuple<std::string, std::vector<bool>, std::vector<std::uint32_t>, std::int32_t>;
  struct CachedUntranslated {
    UntranslatedKey key;
    Untranslated value;
  };
  Untranslated find_untranslated(const std::string& language, const Reach& reach) const;

  mutable std::vector<CachedUntranslated> untranslated_cache_;  // most recently used last; guarded by mutex_
};

}  // namespace callside
