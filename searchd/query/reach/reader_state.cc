#include "searchd/query/reach/reader_state.h"

#include <string>

#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

// Looks for the exact terms of the document. A walk through all terms that begin with its id would take long
// where many ids begin with the same letters, and tell by its time that such ids exist.
DocumentState state_of(const Shown& shown, const DocumentRef& name) {
  // Xapian throws for terms that are too long; each zero byte counts twice.
  if (name.id.size() > kLongestId || name.id.find('\0') != std::string::npos) return DocumentState::gone;
  DocumentState state = DocumentState::gone;
  for (const std::string& tag : shown.generation.manifest().language_tags) {
    if (!name.lang.empty() && language_term(name.lang) != language_term(tag)) continue;
    const std::string term = document_term(name.kind, name.id, tag);
    for (auto at = shown.database.postlist_begin(term); at != shown.database.postlist_end(term); ++at) {
      const StoredDocument document = shown.generation.store().document(*at);
      if (document.id() != name.id || !shown.visible_classes[document.head().access_class]) continue;
      if (shown.today < document.head().valid_from || document.head().valid_until < shown.today) continue;
      if (!shown.live.is_withdrawn(*at)) return DocumentState::live;
      state = DocumentState::withdrawn;
    }
  }
  return state;
}

template <typename Look>
Result<void> with_index(const Shown& shown, Look look) {
  return with_xapian("cannot read generation " + shown.generation.name(), look);
}

}  // namespace

Result<std::vector<ShownNotice>> shown_notices(const Shown& shown, const Access& access,
                                               const StateRequest& request) {
  std::vector<ShownNotice> notices = shown.live.notices(request, access, request.now.value_or(now()));
  CALLSIDE_TRY(with_index(shown, [&] {
    for (ShownNotice& notice : notices) {
      if (notice.article.empty()) continue;
      if (state_of(shown, {Kind::article, notice.article, ""}) != DocumentState::live) notice.article.clear();
    }
  }));
  return notices;
}

Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access) {
  const Generation& generation = snapshot.generation();
  const auto visible = visible_classes(generation.manifest().classes, access);
  CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
  const Shown shown{generation, live, tools->database, visible,
                    generation.timezone().day_of(request.now.value_or(now()))};
  ReaderState state;
  state.generation = generation.name();
  CALLSIDE_ASSIGN(state.notices, shown_notices(shown, access, request));
  CALLSIDE_TRY(with_index(shown, [&] {
    if (request.open) state.open = state_of(shown, *request.open);
    for (const DocumentRef& name : request.listed) state.listed.push_back(state_of(shown, name));
  }));
  return state;
}

}  // namespace callside
