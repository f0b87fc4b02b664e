#include "searchd/query/reach/class_counts.h"

#include <algorithm>
#include <utility>

#include "indexer/format/fields.h"

namespace callside {

namespace {

// Terms whose counts are cached: about ten megabytes if there are few classes.
constexpr std::size_t kMaxTerms = 100'000;

}  // namespace

ClassCounts::ClassCounts(const DocumentStore& store, const TicketIndex& tickets, const FilterTable& filters,
                         std::size_t classes, std::size_t language_tags, std::size_t analysis_languages)
    : ticket_index_(tickets),
      filters_(filters),
      documents_(classes),
      tags_(classes, std::vector<std::uint32_t>(language_tags, 0)),
      languages_(classes, std::vector<std::uint32_t>(analysis_languages, 0)) {
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number)) continue;
    const StoredDocument document = store.document(number);
    const StoredDocument::Head& head = document.head();
    const bool is_article = document.kind() == Kind::article;
    documents_[head.access_class] += is_article ? FormCounts{1, 0} : FormCounts{0, 1};
    ++tags_[head.access_class][head.language_tag];
    ++languages_[head.access_class][head.analysis_language];
  }
}

ClassCounts::ByClass ClassCounts::count(const std::string& term, const Xapian::Database& database) const {
  std::vector<std::uint32_t> articles(tags_.size(), 0);
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    ++articles[filters_[*at].access_class];
  }
  auto counts = std::make_shared<std::vector<ArticleCount>>();
  for (std::size_t number = 0; number < articles.size(); ++number) {
    if (articles[number] > 0) counts->push_back({static_cast<std::uint16_t>(number), articles[number]});
  }
  return counts;
}

ClassCounts::ByClass ClassCounts::remembered(const std::string& term) const {
  const std::lock_guard lock(mutex_);
  for (const Terms* terms : {&frequent_, &terms_}) {
    if (const auto at = terms->find(term); at != terms->end()) return at->second;
  }
  return nullptr;
}

void ClassCounts::prepare(const Xapian::Database& database, const InterruptCheck& stop) const {
  if (is_prepared_ || tags_.size() < 2) return;
  Terms frequent;
  for (const TermInfo& info : kTerms) {
    // Filters are not words of a question.
    if (info.analyser != Analyser::words) continue;
    const std::string prefix(info.prefix);
    for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
      if (stop && stop()) return;
      if (at.get_termfreq() <= kFrequent) continue;
      frequent.emplace(*at, count(*at, database));
    }
  }
  const std::lock_guard lock(mutex_);
  frequent_ = std::move(frequent);
  is_prepared_ = true;
}

FormCounts ClassCounts::with_term(const std::string& term, const std::vector<bool>& visible_classes,
                                  const Xapian::Database& database) const {
  FormCounts documents{articles_with(term, visible_classes, database), 0};
  for (const TicketCount& one : ticket_index_.counts(ticket_index_.find(term))) {
    if (one.access_class < visible_classes.size() && visible_classes[one.access_class])
      documents.tickets += one.tickets;
  }
  return documents;
}

std::uint32_t ClassCounts::all_articles_with(const std::string& term,
                                             const Xapian::Database& database) const {
  {
    const std::lock_guard lock(mutex_);
    if (const auto at = all_articles_.find(term); at != all_articles_.end()) return at->second;
  }
  const std::uint32_t articles = database.get_termfreq(term);
  const std::lock_guard lock(mutex_);
  if (all_articles_.size() >= kMaxTerms) all_articles_.clear();
  all_articles_.emplace(term, articles);
  return articles;
}

std::uint32_t ClassCounts::articles_with(const std::string& term, const std::vector<bool>& visible_classes,
                                         const Xapian::Database& database) const {
  if (std::all_of(visible_classes.begin(), visible_classes.end(), [](bool visible) { return visible; }))
    return all_articles_with(term, database);
  ByClass counts = remembered(term);
  if (!counts) {
    counts = count(term, database);
    if (database.get_termfreq(term) > kFrequent) ++counted_on_request_;
    const std::lock_guard lock(mutex_);
    if (terms_.size() >= kMaxTerms) terms_.clear();
    terms_.emplace(term, counts);
  }
  std::uint32_t articles = 0;
  for (const ArticleCount& one : *counts) articles += visible_classes[one.access_class] ? one.articles : 0;
  return articles;
}

}  // namespace callside
