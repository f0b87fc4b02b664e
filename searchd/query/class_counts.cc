#include "searchd/query/class_counts.h"

#include <algorithm>

namespace callside {

namespace {

// Bounds what is remembered: a few megabytes for each of so many kinds of readers.
constexpr std::size_t kMostReaders = 16;
constexpr std::size_t kMostTerms = 50'000;

}  // namespace

ClassCounts::ClassCounts(const DocumentStore& store, std::size_t classes, std::size_t language_tags,
                         std::size_t analysis_languages)
    : class_of_(store.size(), 0),
      tags_(classes, std::vector<std::uint32_t>(language_tags, 0)),
      languages_(classes, std::vector<std::uint32_t>(analysis_languages, 0)) {
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number)) continue;
    const StoredDocument::Head& head = store.document(number).head();
    class_of_[number - 1] = head.access_class;
    ++tags_[head.access_class][head.language_tag];
    ++languages_[head.access_class][head.analysis_language];
  }
}

std::shared_ptr<ClassCounts::Known> ClassCounts::known_by(const std::vector<bool>& visible_classes) const {
  const std::lock_guard lock(mutex_);
  const auto at = known_.find(visible_classes);
  if (at != known_.end()) return at->second;
  if (known_.size() >= kMostReaders) known_.clear();
  return known_.emplace(visible_classes, std::make_shared<Known>()).first->second;
}

std::uint32_t ClassCounts::count(const std::string& term, const std::vector<bool>& visible_classes,
                                 const Xapian::Database& database) const {
  std::uint32_t documents = 0;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    documents += *at <= class_of_.size() && visible_classes[class_of_[*at - 1]] ? 1 : 0;
  return documents;
}

std::uint32_t ClassCounts::with_term(const std::string& term, const std::vector<bool>& visible_classes,
                                     const Xapian::Database& database) const {
  if (std::all_of(visible_classes.begin(), visible_classes.end(), [](bool visible) { return visible; }))
    return database.get_termfreq(term);
  const std::shared_ptr<Known> known = known_by(visible_classes);
  {
    const std::lock_guard lock(known->mutex);
    if (const auto at = known->terms.find(term); at != known->terms.end()) return at->second;
  }
  const std::uint32_t documents = count(term, visible_classes, database);
  const std::lock_guard lock(known->mutex);
  if (known->terms.size() >= kMostTerms) known->terms.clear();
  known->terms.emplace(term, documents);
  return documents;
}

}  // namespace callside
