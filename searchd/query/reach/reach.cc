#include "searchd/query/reach/reach.h"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/language.h"
#include "indexer/base/bytes.h"
#include "indexer/base/day.h"
#include "indexer/format/terms.h"
#include "searchd/query/reach/filter_lists.h"

namespace callside {

namespace {

using Xapian::Query;

// How much the kind that has a word more often decides how frequent it is. RANKING.md, Word weights.
constexpr double kKindPower = 0.75;

Query any_of(const std::vector<std::string>& terms) {
  return terms.size() == 1 ? Query(terms.front()) : Query(Query::OP_OR, terms.begin(), terms.end());
}

Query outside_window(std::int32_t day) {
  const Query over(Query::OP_VALUE_LE, number(Slot::valid_until), Xapian::sortable_serialise(day - 1));
  const Query not_yet(Query::OP_VALUE_GE, number(Slot::valid_from), Xapian::sortable_serialise(day + 1));
  return Query(Query::OP_FILTER, Query(window_term()), Query(Query::OP_OR, over, not_yet));
}

}  // namespace

Reach::Reach(const Snapshot& snapshot, const LiveView& live, const Access& access,
             const SuggestRequest& request)
    : snapshot_(snapshot),
      store_(snapshot.generation().store()),
      live_(live),
      request_(request),
      classes_(visible_classes(snapshot.generation().manifest().classes, access)),
      internal_(access.internal()),
      documents_by_tag_(snapshot.generation().manifest().language_tags.size(), 0),
      languages_(snapshot.generation().vocabulary().languages().size(), false),
      forms_(snapshot.generation().vocabulary(), snapshot.generation().form_counts(), classes_,
             live.withdrawn_counts()) {
  const Manifest& manifest = snapshot.generation().manifest();
  const ClassCounts& counts = snapshot.counts();
  const WithdrawnCounts& withdrawn = live.withdrawn_counts();
  for (std::uint32_t one = 0; one < classes_.size(); ++one) {
    wanted_classes_.push_back(filters_meet(request.brand, manifest.classes[one].brand));
    if (!classes_[one]) continue;
    documents_ += counts.documents(one) - withdrawn.documents(one);
    for (std::uint16_t tag = 0; tag < documents_by_tag_.size(); ++tag)
      documents_by_tag_[tag] += counts.of_tag(one, tag) - withdrawn.of_tag(one, tag);
    for (std::uint16_t language = 0; language < languages_.size(); ++language) {
      languages_[language] =
          languages_[language] || counts.of_language(one, language) > withdrawn.of_language(one, language);
    }
  }
  if (!languages_.empty()) languages_.front() = true;
  for (const std::string& tag : manifest.language_tags) {
    wanted_tags_.push_back(request.only_lang.empty() ||
                           std::any_of(request.only_lang.begin(), request.only_lang.end(),
                                       [&](const std::string& want) { return language_matches(want, tag); }));
  }
  if (!request.product.empty()) {
    for (const std::vector<std::string>& products : snapshot.filters().product_sets())
      wanted_products_.push_back(filters_meet(request.product, products));
  }
  const auto day = parse_day(request.today);
  today_ = day ? *day : snapshot.generation().timezone().today();
}

bool Reach::is_visible(const StoredDocument& document) const {
  // A damaged record has some class, which may not be its own.
  const std::size_t access_class = document.head().access_class;
  return !document.is_missing() && access_class < classes_.size() && classes_[access_class];
}

bool Reach::is_valid_today(const StoredDocument& document) const {
  return document.head().valid_from <= today_ && today_ <= document.head().valid_until;
}

bool Reach::is_current(std::uint32_t number, const StoredDocument& document) const {
  return is_visible(document) && !live_.is_withdrawn(number) && is_valid_today(document) &&
         document.confidence() != Confidence::archived;
}

bool Reach::is_visible(std::uint32_t document) const { return is_visible(store_.document(document)); }

bool Reach::exists(std::uint32_t document) const {
  return is_visible(document) && !live_.is_withdrawn(document);
}

bool Reach::is_current(std::uint32_t document) const {
  return is_current(document, store_.document(document));
}

bool Reach::is_valid_today(std::uint32_t document) const { return is_valid_today(store_.document(document)); }

bool Reach::shows(std::uint32_t number) const {
  const StoredDocument document = store_.document(number);
  return is_current(number, document) && wanted_tags_[document.head().language_tag] &&
         wanted_classes_[document.head().access_class] &&
         (!request_.kind || *request_.kind == document.kind()) &&
         (request_.product.empty() || filters_meet(request_.product, document.product()));
}

bool Reach::finds_ticket(std::uint32_t ticket) const {
  const FilterTable::Entry& entry = snapshot_.filters()[ticket];
  return shows_tickets() && classes_[entry.access_class] && wanted_classes_[entry.access_class] &&
         wanted_tags_[entry.language_tag] && (wanted_products_.empty() || wanted_products_[entry.products]) &&
         !live_.is_withdrawn(ticket) && (!entry.is_conditional || shows(ticket));
}

bool Reach::finds_tickets_in(std::uint32_t begin, std::uint32_t end) const {
  if (!shows_tickets()) return false;
  for (std::uint32_t range = begin / FilterTable::kRange; std::uint64_t{range} * FilterTable::kRange < end;
       ++range) {
    const auto kinds = snapshot_.filters().kinds_in(range);
    const bool finds = std::any_of(kinds.begin(), kinds.end(), [&](const FilterTable::Kind& one) {
      return classes_[one.access_class] && wanted_classes_[one.access_class] &&
             wanted_tags_[one.language_tag];
    });
    if (finds) return true;
  }
  return false;
}

std::string Reach::key() const {
  ByteWriter key;
  key.number(live_.serial());
  key.number(today_);
  key.number(request_.kind ? static_cast<std::uint8_t>(*request_.kind) + 1U : 0U);
  for (const std::vector<bool>* bits : {&classes_, &wanted_classes_, &wanted_tags_, &wanted_products_}) {
    key.number(static_cast<std::uint32_t>(bits->size()));
    for (const bool bit : *bits) key.number(static_cast<std::uint8_t>(bit));
  }
  return key.bytes();
}

Query Reach::query() const {
  if (!shows_articles()) return Query();
  std::vector<std::string> classes;
  for (std::uint32_t i = 0; i < classes_.size(); ++i) {
    if (classes_[i]) classes.push_back(class_term(i));
  }
  if (classes.empty()) return Query();
  std::vector<Query> filters{any_of(classes)};

  const Manifest& manifest = snapshot_.generation().manifest();
  if (!request_.only_lang.empty()) {
    std::vector<std::string> tags;
    for (std::size_t tag = 0; tag < manifest.language_tags.size(); ++tag) {
      if (wanted_tags_[tag]) tags.push_back(language_term(manifest.language_tags[tag]));
    }
    if (tags.empty()) return Query();
    filters.push_back(any_of(tags));
  }
  if (!request_.product.empty()) {
    std::vector<std::string> terms{product_term("")};
    for (const std::string& product : request_.product) terms.push_back(product_term(product));
    filters.push_back(any_of(terms));
  }
  if (!request_.brand.empty()) {
    std::vector<std::string> terms{brand_term("")};
    for (const std::string& brand : request_.brand) terms.push_back(brand_term(brand));
    filters.push_back(any_of(terms));
  }

  std::vector<Query> excluded{Query(archived_term())};
  const std::vector<std::string>& withdrawn = live_.withdrawn_article_terms();
  if (!withdrawn.empty()) excluded.push_back(any_of(withdrawn));
  if (manifest.windows > 0) excluded.push_back(outside_window(today_));
  const Query passed(Query::OP_AND, filters.begin(), filters.end());
  return Query(Query::OP_AND_NOT, passed, Query(Query::OP_OR, excluded.begin(), excluded.end()));
}

bool Reach::has_article(std::uint32_t group) const {
  const auto versions = store_.versions(group);
  return std::any_of(versions.begin(), versions.end(), [&](std::uint32_t one) { return exists(one); });
}

std::size_t Reach::resolved_tickets(std::uint32_t group) const {
  std::size_t count = 0;
  for (const ResolvedTickets& of_class : store_.resolved_tickets(group)) {
    if (classes_[of_class.access_class]) count += of_class.count;
  }
  for (const std::uint32_t ticket : live_.withdrawn_tickets(group)) {
    if (classes_[store_.document(ticket).head().access_class]) count -= count > 0 ? 1 : 0;
  }
  return count;
}

std::vector<std::string> Reach::tags() const {
  const std::vector<std::string>& all = snapshot_.generation().manifest().language_tags;
  std::vector<std::string> tags;
  for (std::size_t tag = 0; tag < all.size(); ++tag) {
    if (documents_by_tag_[tag] > 0) tags.push_back(all[tag]);
  }
  return tags;
}

FormCounts Reach::documents_with(const std::string& term, const Xapian::Database& database) const {
  const FormCounts all = snapshot_.counts().with_term(term, classes_, database);
  if (live_.withdrawn_counts().empty()) return all;
  return all - live_.withdrawn_counts().with_term(term, classes_);
}

double Reach::as_in_kind(const FormCounts& with_word) const {
  const auto share = [](std::uint32_t part, std::uint32_t all) {
    return all > 0 ? static_cast<double>(part) / all : 0.0;
  };
  const double in_kind = documents() * std::max(share(with_word.articles, documents_.articles),
                                                share(with_word.tickets, documents_.tickets));
  return std::pow(with_word.documents(), 1 - kKindPower) * std::pow(in_kind, kKindPower);
}

}  // namespace callside
