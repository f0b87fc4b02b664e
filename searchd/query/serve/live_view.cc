#include "searchd/query/serve/live_view.h"

#include <algorithm>
#include <atomic>

#include "indexer/analysis/language.h"
#include "indexer/format/document_terms.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"
#include "searchd/query/present/ticket_words.h"
#include "searchd/query/reach/filter_lists.h"

namespace callside {

namespace {

bool equal_tags(std::string_view a, std::string_view b) { return language_term(a) == language_term(b); }

bool is_for(const Notice& notice, const StateRequest& request, const Access& access) {
  const bool audience = std::any_of(notice.audience.begin(), notice.audience.end(),
                                    [&](const std::string& one) { return access.audiences.contains(one); });
  const bool language = notice.lang.empty() || request.lang.empty() ||
                        std::any_of(request.lang.begin(), request.lang.end(), [&](const std::string& want) {
                          return language_matches(want, notice.lang);
                        });
  return audience && language && filters_meet(request.product, notice.product);
}

}  // namespace

std::uint64_t LiveView::next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Result<std::shared_ptr<const LiveView>> LiveView::make(const LiveState& state, const Snapshot& snapshot) {
  auto view = std::make_shared<LiveView>();
  view->notices_.assign(state.notices.rbegin(), state.notices.rend());
  if (state.withdrawn.empty()) return view;
  const Generation& generation = snapshot.generation();
  CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
  std::vector<std::uint32_t> numbers;
  CALLSIDE_TRY(with_xapian("cannot read generation " + generation.name(), [&] {
    for (const Withdrawal& one : state.withdrawn) {
      for (const std::uint32_t number : find_documents(generation, tools->database, one.id)) {
        const StoredDocument document = generation.store().document(number);
        const std::string& tag = generation.manifest().language_tags[document.head().language_tag];
        if (one.lang.empty() || equal_tags(one.lang, tag)) numbers.push_back(number);
      }
    }
  }));
  view->withdraw(generation, numbers);
  return view;
}

void LiveView::withdraw(const Generation& generation, std::span<const std::uint32_t> numbers) {
  std::vector<StoredDocument> documents;
  for (const std::uint32_t number : numbers) documents.push_back(generation.store().document(number));
  const TermSpeller speller(generation.vocabulary(), documents);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::uint32_t number = numbers[i];
    if (!withdrawn_.insert(number).second) continue;
    const StoredDocument& document = documents[i];
    counts_.add(document, speller.terms_of(document));
    if (document.kind() == Kind::ticket) {
      tickets_[generation.store().group_of(number)].push_back(number);
      continue;
    }
    article_terms_.push_back(document_term(
        document.kind(), document.id(), generation.manifest().language_tags[document.head().language_tag]));
    articles_.insert(std::lower_bound(articles_.begin(), articles_.end(), number), number);
  }
}

std::span<const std::uint32_t> LiveView::withdrawn_tickets(std::uint32_t group) const {
  const auto at = tickets_.find(group);
  return at == tickets_.end() ? std::span<const std::uint32_t>() : at->second;
}

Result<std::shared_ptr<const LiveView>> LiveView::without_ticket(const LiveView& view,
                                                                 const Snapshot& snapshot,
                                                                 const std::string& id) {
  auto without = std::make_shared<LiveView>(view);
  without->serial_ = next_serial();
  const Generation& generation = snapshot.generation();
  const DocumentStore& store = generation.store();
  CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
  std::vector<std::uint32_t> numbers;
  CALLSIDE_TRY(with_xapian("cannot read generation " + generation.name(), [&] {
    for (const std::uint32_t number : find_documents(generation, tools->database, Kind::ticket, id)) {
      const TicketWords words(store.document(number));
      for (const std::uint32_t other : store.group(store.group_of(number))) {
        const StoredDocument document = store.document(other);
        const bool same = other == number || words.same_question(TicketWords(document));
        if (document.kind() == Kind::ticket && same) numbers.push_back(other);
      }
    }
  }));
  without->withdraw(generation, numbers);
  return without;
}

std::vector<ShownNotice> LiveView::notices(const StateRequest& request, const Access& access,
                                           Moment at) const {
  std::vector<ShownNotice> shown;
  for (const Notice& notice : notices_) {
    if (notice.is_over(at) || !is_for(notice, request, access)) continue;
    shown.push_back(
        {notice.id, notice.text, notice.lang, notice.article, notice.product, format_utc(notice.until)});
  }
  return shown;
}

}  // namespace callside
