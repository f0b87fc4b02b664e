#include "searchd/query/reach/reader_state.h"

#include <string>

#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

// Looks up the document's exact terms. Scanning all terms that begin with the id would take long where many
// ids share a prefix, and its time would reveal that such ids exist.
DocumentState state_of(const ReaderView& view, const DocumentRef& name) {
  // Xapian throws for terms that are too long, and counts each zero byte twice.
  if (name.id.size() > kLongestId || name.id.find('\0') != std::string::npos) return DocumentState::gone;
  DocumentState state = DocumentState::gone;
  for (const std::string& tag : view.generation.manifest().language_tags) {
    if (!name.lang.empty() && language_term(name.lang) != language_term(tag)) continue;
    const std::string term = document_term(name.kind, name.id, tag);
    for (auto at = view.database.postlist_begin(term); at != view.database.postlist_end(term); ++at) {
      const StoredDocument document = view.generation.store().document(*at);
      if (document.id() != name.id || !view.visible_classes[document.head().access_class]) continue;
      if (view.today < document.head().valid_from || document.head().valid_until < view.today) continue;
      if (!view.live.is_withdrawn(*at)) return DocumentState::live;
      state = DocumentState::withdrawn;
    }
  }
  return state;
}

template <typename Look>
Result<void> with_index(const ReaderView& view, Look look) {
  return with_xapian("cannot read generation " + view.generation.name(), look);
}

}  // namespace

Result<std::vector<ShownNotice>> shown_notices(const ReaderView& view, const Access& access,
                                               const StateRequest& request) {
  std::vector<ShownNotice> notices = view.live.notices(request, access, request.now.value_or(now()));
  CALLSIDE_TRY(with_index(view, [&] {
    for (ShownNotice& notice : notices) {
      if (notice.article.empty()) continue;
      if (state_of(view, {Kind::article, notice.article, ""}) != DocumentState::live) notice.article.clear();
    }
  }));
  return notices;
}

Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access) {
  const Generation& generation = snapshot.generation();
  const auto visible = visible_classes(generation.manifest().classes, access);
  CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
  const ReaderView view{generation, live, tools->database, visible,
                        generation.timezone().day_of(request.now.value_or(now()))};
  ReaderState state;
  state.generation = generation.name();
  CALLSIDE_ASSIGN(state.notices, shown_notices(view, access, request));
  CALLSIDE_TRY(with_index(view, [&] {
    if (request.open) state.open = state_of(view, *request.open);
    for (const DocumentRef& name : request.listed) state.listed.push_back(state_of(view, name));
  }));
  return state;
}

}  // namespace callside
