#pragma once

#include <xapian.h>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/format/access.h"
#include "searchd/query/reach/visible_forms.h"
#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"

namespace callside {

// Which documents may this request see? It knows which exist for its reader now, which pass its filters, and
// the statistics of just these. Every step of an answer takes documents and statistics from here, so that
// hidden documents have no influence. Made for one request; immutable; thread-safe.
class Reach {
 public:
  // References: they must outlive this object.
  Reach(const Snapshot& snapshot, const LiveView& live, const Access& access, const SuggestRequest& request);
  Reach(const Reach&) = delete;
  Reach& operator=(const Reach&) = delete;

  const Generation& generation() const { return snapshot_.generation(); }
  const SuggestRequest& request() const { return request_; }
  const LiveView& live() const { return live_; }
  // By access class: true if the reader may see its documents.
  const std::vector<bool>& classes() const { return classes_; }
  // The reader may see staff-only fields (Access::internal).
  bool internal() const { return internal_; }

  // Each of the next four conditions implies the one before.
  // The reader's key covers the document.
  bool is_visible(std::uint32_t document) const;
  // The document exists for the reader: visible and not withdrawn.
  bool exists(std::uint32_t document) const;
  // It may be suggested: valid today and not archived.
  bool is_current(std::uint32_t document) const;
  // It may be an answer to this request: it also passes the request's filters.
  bool shows(std::uint32_t document) const;
  // The same for a ticket, for a search, which asks for many: reads no record unless it must. The record of a
  // ticket that is shown must be checked by shows(), because it may be damaged.
  bool finds_ticket(std::uint32_t ticket) const;
  // Returns false if finds_ticket() is false for all numbers in [begin, end).
  bool finds_tickets_in(std::uint32_t begin, std::uint32_t end) const;
  // Equal for two requests only if they have the same generation, live state, day, visible classes and
  // filters, and so accept the same documents. For caches that live as long as the process.
  std::string key() const;
  // The articles that shows() accepts, as a Xapian filter. Empty if there can be none.
  Xapian::Query query() const;
  // Return false if shows() can accept no article, or no ticket.
  bool shows_articles() const { return request_.kind != Kind::ticket && !snapshot_.articles().empty(); }
  bool shows_tickets() const { return request_.kind != Kind::article; }

  // Returns true if a version of the group's article exists for the reader.
  bool has_article(std::uint32_t group) const;
  bool is_valid_today(std::uint32_t document) const;
  std::int32_t today() const { return today_; }
  // Tickets that the group's article resolved and that exist for the reader.
  std::size_t resolved_tickets(std::uint32_t group) const;
  // Language tags of the documents that exist for the reader, in the generation's order.
  std::vector<std::string> tags() const;
  // How many documents exist for the reader in each language, by number in Manifest::language_tags.
  const std::vector<std::uint64_t>& documents_by_tag() const { return documents_by_tag_; }

  // Number of documents that exist for the reader.
  double documents() const { return documents_.documents(); }
  // How many of these have a term. Throws Xapian's exceptions.
  FormCounts documents_with(const std::string& term, const Xapian::Database& database) const;
  // How many documents would have a word if articles and tickets had it nearly as often as those of the two
  // that have it more often. RANKING.md, Word weights.
  double as_in_kind(const FormCounts& with_word) const;
  // How many of these contain each word.
  const VisibleForms& forms() const { return forms_; }
  // By number in Vocabulary::languages(): true if a document of the language exists for the reader. Always
  // true for codes (0).
  const std::vector<bool>& languages() const { return languages_; }

 private:
  bool is_visible(const StoredDocument& document) const;
  bool is_valid_today(const StoredDocument& document) const;
  bool is_current(std::uint32_t number, const StoredDocument& document) const;

  const Snapshot& snapshot_;
  const DocumentStore& store_;
  const LiveView& live_;
  const SuggestRequest& request_;
  std::vector<bool> classes_;
  bool internal_;
  std::vector<bool> wanted_classes_;  // pass the request's brand filter
  std::vector<std::uint64_t> documents_by_tag_;
  std::vector<bool> wanted_tags_, languages_;
  std::vector<bool> wanted_products_;  // by FilterTable::product_sets(); empty: all
  std::int32_t today_;
  FormCounts documents_;
  VisibleForms forms_;
};

}  // namespace callside
