#pragma once

#include <xapian.h>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/pins.h"
#include "searchd/query/reach/class_counts.h"
#include "searchd/query/reach/filter_table.h"
#include "searchd/query/reach/untranslated.h"
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
  const FilterTable& filters() const { return filters_; }
  // Numbers of all articles, sorted.
  const std::vector<std::uint32_t>& articles() const { return articles_; }
  const ClassCounts& counts() const { return counts_; }
  // For an analysis language, in the reach of one request. Withdrawn, archived and expired versions do not
  // count. Thread-safe; the last few results are cached. The cost of finding another one grows with the
  // number of articles, not of tickets.
  std::shared_ptr<const Untranslated> untranslated(const std::string& language, const Reach& reach) const;
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
  FilterTable filters_;
  ClassCounts counts_;
  std::vector<std::uint32_t> articles_;
  // Access class and language (by number in the vocabulary) of tickets that no article resolved.
  std::set<std::pair<std::uint16_t, std::uint16_t>> unlinked_;
  mutable std::mutex mutex_;
  mutable std::condition_variable given_back_;
  mutable std::vector<std::unique_ptr<Tools>> idle_;  // guarded by mutex_
  mutable std::size_t loans_ = 0;                     // guarded by mutex_
  // Everything that the result depends on: language, classes, withdrawn articles, day.
  using UntranslatedKey =
      std::tuple<std::string, std::vector<bool>, std::vector<std::uint32_t>, std::int32_t>;
  struct CachedUntranslated {
    UntranslatedKey key;
    std::shared_ptr<const Untranslated> value;
  };
  std::shared_ptr<const Untranslated> find_untranslated(const std::string& language,
                                                        const Reach& reach) const;

  mutable std::vector<CachedUntranslated> untranslated_cache_;  // most recently used last; guarded by mutex_
};

}  // namespace callside
