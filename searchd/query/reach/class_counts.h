#pragma once

#include <xapian.h>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// Document counts of a generation by access class. A reader's statistics are sums over the classes that they
// may see. Thread-safe.
class ClassCounts {
 public:
  ClassCounts(const DocumentStore& store, std::size_t classes, std::size_t language_tags,
              std::size_t analysis_languages);

  std::uint32_t of_tag(std::size_t access_class, std::size_t language_tag) const {
    return tags_[access_class][language_tag];
  }
  std::uint32_t of_language(std::size_t access_class, std::size_t analysis_language) const {
    return languages_[access_class][analysis_language];
  }
  // Documents of the visible classes that have a term. If a class is hidden, the term's postings are read at
  // the first request, about 10 ns each, and the counts are cached for all readers. Throws Xapian's
  // exceptions.
  std::uint32_t with_term(const std::string& term, const std::vector<bool>& visible_classes,
                          const Xapian::Database& database) const;

 private:
  // Documents with a term, for each class that has any.
  struct ClassCount {
    std::uint16_t access_class;
    std::uint32_t documents;
  };
  using ByClass = std::shared_ptr<const std::vector<ClassCount>>;
  ByClass remembered(const std::string& term) const;
  ByClass count(const std::string& term, const Xapian::Database& database) const;

  std::vector<std::uint16_t> class_of_;  // by document number minus one
  std::vector<std::vector<std::uint32_t>> tags_, languages_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, ByClass> terms_;  // guarded by mutex_
};

}  // namespace callside
