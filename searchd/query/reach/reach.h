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

// What one request reaches of an index: which documents its reader may see now, which of these it asks for,
// and the statistics of what they may see. Every step of an answer takes its documents and its numbers from
// here, so that nothing hidden has any part in it. One request; any thread.
class Reach {
 public:
  // References: they must outlive it.
  Reach(const Snapshot& snapshot, const LiveView& live, const Access& access, const SuggestRequest& request);
  Reach(const Reach&) = delete;
  Reach& operator=(const Reach&) = delete;

  const SuggestRequest& request() const { return request_; }
  const LiveView& live() const { return live_; }
  // By access class of the generation: whether the reader may see its documents.
  const std::vector<bool>& classes() const { return classes_; }
  // May see what only staff may (Access::internal).
  bool internal() const { return internal_; }

  // Each condition holds only where the one before does.
  // The document exists for the reader: they may see it, and it is not withdrawn.
  bool exists(std::uint32_t document) const;
  // It may be suggested: it is valid today and not archived.
  bool is_current(std::uint32_t document) const;
  // The request's filters let it pass.
  bool is_asked_for(std::uint32_t document) const;

  // Whether a version of the group's article exists for the reader.
  bool has_article(std::uint32_t group) const;
  bool is_valid_today(std::uint32_t document) const;
  std::int32_t today() const { return today_; }
  // How many tickets a group's article resolved, of those that exist for the reader.
  std::size_t resolved_tickets(std::uint32_t group) const;
  // Whether one document's tag is among those that only_lang names.
  bool wants_tag(std::uint16_t language_tag) const { return wanted_tags_[language_tag]; }
  // The language tags of the documents that exist for the reader, in the generation's order.
  std::vector<std::string> tags() const;

  // Documents that exist for the reader.
  double documents() const { return documents_; }
  // Of these, the ones that have a term. Throws what Xapian throws.
  double documents_with(const std::string& term, const Xapian::Database& database) const;
  // Of these, the ones that hold a word.
  const VisibleForms& forms() const { return forms_; }
  // By number in Vocabulary::languages(): whether there is one of the language. Codes are of every language.
  const std::vector<bool>& languages() const { return languages_; }

 private:
  const Snapshot& snapshot_;
  const DocumentStore& store_;
  const LiveView& live_;
  const SuggestRequest& request_;
  std::vector<bool> classes_;
  bool internal_;
  std::vector<bool> wanted_classes_;  // that the request's brands let pass
  std::vector<bool> tags_, wanted_tags_, languages_;
  std::int32_t today_;
  double documents_ = 0;
  VisibleForms forms_;
};

}  // namespace callside
