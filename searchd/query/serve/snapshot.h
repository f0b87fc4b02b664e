#pragma once

#include <xapian.h>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/pins.h"
#include "searchd/query/reach/class_counts.h"
#include "searchd/query/reach/filter_table.h"
#include "searchd/query/reach/untranslated.h"
#include "searchd/query/serve/untranslated_cache.h"
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
  // count. Thread-safe; the last results are cached (UntranslatedCache). Finding another one takes time
  // in proportion to the articles, and a bit of memory for each document.
  std::shared_ptr<const Untranslated> untranslated(const std::string& language, const Reach& reach) const;

  // For warm_up.h; thread-safe. Compute what requests would have to, if it is not there yet.
  void prepare_untranslated(const std::string& language, const Reach& reach) const;
  // Prepares as many sets of tools as searches may run at once, 2 to 8.
  void prepare_tools() const;
  // Throws Xapian's exceptions.
  void prepare_counts(const InterruptCheck& stop) const;
  std::size_t untranslated_capacity() const { return untranslated_->capacity(); }
  // Every set of visible classes that was asked or prepared for, the most recently used first.
  std::vector<std::vector<bool>> classes_by_use() const { return untranslated_->classes_by_use(); }
  // How often a request had to compute or open what warm_up() should have prepared. Thread-safe.
  std::uint64_t computed_on_request() const { return computed_on_request_ + counts_.counted_on_request(); }

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
  mutable bool tools_are_prepared_ = false;           // guarded by mutex_
  mutable std::size_t loans_ = 0;                     // guarded by mutex_
  UntranslatedCache::Key key_of(const std::string& language, const Reach& reach) const;
  std::shared_ptr<const Untranslated> find_untranslated(const std::string& language,
                                                        const Reach& reach) const;

  std::unique_ptr<UntranslatedCache> untranslated_;
  mutable std::atomic<std::uint64_t> computed_on_request_ = 0;
};

}  // namespace callside
