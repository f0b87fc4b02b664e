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

// How many documents of a generation have what, by access class. What any reader is told is added up from the
// classes that they may see. Any thread.
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
  // Documents of the visible classes that have a term. Where a class is hidden, the term's postings are
  // looked through the first time that any such reader asks for it, which takes about 10 ns each; then it is
  // remembered, for all kinds of readers. Throws what Xapian throws.
  std::uint32_t with_term(const std::string& term, const std::vector<bool>& visible_classes,
                          const Xapian::Database& database) const;

 private:
  // Of one term: the classes that have it, and how many documents of each.
  struct ClassCount {
    std::uint16_t access_class;
    std::uint32_t documents;
  };
  using ByClass = std::shared_ptr<const std::vector<ClassCount>>;
  ByClass remembered(const std::string& term) const;
  ByClass count(const std::string& term, const Xapian::Database& database) const;

  std::vector<std::uint16_t> class_of_;  // by document number less one
  std::vector<std::vector<std::uint32_t>> tags_, languages_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, ByClass> terms_;  // guarded by mutex_
};

}  // namespace callside
