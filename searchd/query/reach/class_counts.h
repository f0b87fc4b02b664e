#pragma once

#include <xapian.h>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/base/file_digest.h"
#include "indexer/format/document_store.h"
#include "indexer/format/ticket_index.h"
#include "indexer/format/vocabulary.h"
#include "searchd/query/reach/filter_table.h"

namespace callside {

// Document counts of a generation by access class. A reader's statistics are sums over the classes that they
// may see. Thread-safe.
class ClassCounts {
 public:
  // `store`, `tickets` and `filters`: of the same generation. The last two must outlive this object.
  ClassCounts(const DocumentStore& store, const TicketIndex& tickets, const FilterTable& filters,
              std::size_t classes, std::size_t language_tags, std::size_t analysis_languages);

  FormCounts documents(std::size_t access_class) const { return documents_[access_class]; }
  std::uint32_t of_tag(std::size_t access_class, std::size_t language_tag) const {
    return tags_[access_class][language_tag];
  }
  std::uint32_t of_language(std::size_t access_class, std::size_t analysis_language) const {
    return languages_[access_class][analysis_language];
  }
  // Documents of the visible classes that have a term. If a class is hidden and prepare() did not count the
  // term, its articles are counted at the first request, about 10 ns each, and cached for all readers. Throws
  // Xapian's exceptions.
  FormCounts with_term(const std::string& term, const std::vector<bool>& visible_classes,
                       const Xapian::Database& database) const;

  // Counts the articles with each frequent term, so that no request counts a long list: all words that more
  // than kFrequent articles have. Does nothing if there is only one class or it was done before; leaves it
  // undone if `stop` returns true. Throws Xapian's exceptions.
  void prepare(const Xapian::Database& database, const InterruptCheck& stop) const;
  bool is_prepared() const { return is_prepared_; }
  // Long lists that with_term() counted.
  std::uint64_t counted_on_request() const { return counted_on_request_; }

  // Articles. Opening a list takes 3 to 5 us, as long as counting this many. Preparing shorter lists would
  // save little, and there are many of them.
  static constexpr std::uint32_t kFrequent = 500;

 private:
  // Articles with a term, for each class that has any.
  struct ArticleCount {
    std::uint16_t access_class;
    std::uint32_t articles;
  };
  using ByClass = std::shared_ptr<const std::vector<ArticleCount>>;
  using Terms = std::unordered_map<std::string, ByClass>;
  // Articles of all classes that have the term.
  std::uint32_t all_articles_with(const std::string& term, const Xapian::Database& database) const;
  ByClass remembered(const std::string& term) const;
  ByClass count(const std::string& term, const Xapian::Database& database) const;

  std::uint32_t articles_with(const std::string& term, const std::vector<bool>& visible_classes,
                              const Xapian::Database& database) const;

  const TicketIndex& ticket_index_;
  const FilterTable& filters_;
  std::vector<FormCounts> documents_;  // by class, as the next two
  std::vector<std::vector<std::uint32_t>> tags_, languages_;
  mutable std::mutex mutex_;
  mutable Terms frequent_, terms_;  // guarded by mutex_
  // Articles by term. Guarded by mutex_.
  mutable std::unordered_map<std::string, std::uint32_t> all_articles_;
  mutable std::atomic<bool> is_prepared_ = false;
  mutable std::atomic<std::uint64_t> counted_on_request_ = 0;
};

}  // namespace callside
