#include "searchd/query/reach/reader_state.h"

#include <string>

#include "indexer/base/day.h"
#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

// Looks up the document's exact terms. Scanning all terms that begin with the id would take long where many
// ids share a prefix, and its time would reveal that such ids exist.
DocumentState state_of(const Reach& reach, const Xapian::Database& database, const DocumentRef& name) {
  // Xapian throws for terms that are too long, and counts each zero byte twice.
  if (name.id.size() > kLongestId || name.id.find('\0') != std::string::npos) return DocumentState::gone;
  DocumentState state = DocumentState::gone;
  for (const std::string& tag : reach.generation().manifest().language_tags) {
    if (!name.lang.empty() && language_term(name.lang) != language_term(tag)) continue;
    const std::string term = document_term(name.kind, name.id, tag);
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      if (reach.generation().store().document(*at).id() != name.id) continue;
      if (!reach.is_visible(*at) || !reach.is_valid_today(*at)) continue;
      if (reach.exists(*at)) return DocumentState::live;
      state = DocumentState::withdrawn;
    }
  }
  return state;
}

template <typename Look>
Result<void> with_index(const Reach& reach, Look look) {
  return with_xapian("cannot read generation " + reach.generation().name(), look);
}

}  // namespace

Result<std::vector<ShownNotice>> shown_notices(const Reach& reach, const Xapian::Database& database,
                                               const Access& access, const StateRequest& request) {
  std::vector<ShownNotice> notices = reach.live().notices(request, access, request.now.value_or(now()));
  CALLSIDE_TRY(with_index(reach, [&] {
    for (ShownNotice& notice : notices) {
      if (notice.article.empty()) continue;
      const DocumentRef article{Kind::article, notice.article, ""};
      if (state_of(reach, database, article) != DocumentState::live) notice.article.clear();
    }
  }));
  return notices;
}

Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access) {
  const Generation& generation = snapshot.generation();
  SuggestRequest everything;
  everything.today = format_day(generation.timezone().day_of(request.now.value_or(now())));
  const Reach reach(snapshot, live, access, everything);
  CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
  ReaderState state;
  state.generation = generation.name();
  CALLSIDE_ASSIGN(state.notices, shown_notices(reach, tools->database, access, request));
  CALLSIDE_TRY(with_index(reach, [&] {
    if (request.open) state.open = state_of(reach, tools->database, *request.open);
    for (const DocumentRef& name : request.listed)
      state.listed.push_back(state_of(reach, tools->database, name));
  }));
  return state;
}

}  // namespace callside
