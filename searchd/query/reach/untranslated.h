#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/reach/document_set.h"
#include "searchd/query/reach/filter_table.h"

namespace callside {

// The documents that only a translated question finds: those in other languages whose article has no version
// in the question's language; and how many articles the translation could be learned from. Immutable;
// thread-safe.
class Untranslated {
 public:
  // `language`: the question's, by number in the vocabulary. `articles`: sorted numbers. `has_version`: by
  // document group, true if its article has a version in the language. `translated`: articles with versions
  // in the language and in another. `has_tickets`: false only if contains_ticket() is false for all tickets.
  // `store` and `filters` must outlive this object.
  Untranslated(const DocumentStore& store, const FilterTable& filters, std::uint16_t language,
               DocumentSet::Numbers articles, std::vector<bool> has_version, std::size_t translated,
               bool has_tickets)
      : store_(store),
        filters_(filters),
        language_(language),
        articles_(std::move(articles)),
        has_version_(std::move(has_version)),
        translated_(translated),
        has_tickets_(has_tickets) {}

  // The language of the question, by number in the vocabulary.
  std::uint16_t language() const { return language_; }
  bool empty() const { return articles_->empty() && !has_tickets_; }
  const DocumentSet::Numbers& articles() const { return articles_; }
  bool contains_ticket(std::uint32_t ticket) const {
    const std::uint32_t group = store_.group_of(ticket);
    const bool has_version = group < has_version_.size() && has_version_[group];
    return !has_version && filters_[ticket].analysis_language != language_;
  }
  std::size_t translated() const { return translated_; }

 private:
  const DocumentStore& store_;
  const FilterTable& filters_;
  std::uint16_t language_;
  DocumentSet::Numbers articles_;
  std::vector<bool> has_version_;
  std::size_t translated_;
  bool has_tickets_;
};

}  // namespace callside
