#include "indexer/quality/ticket_queries.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/digest.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/generation.h"
#include "indexer/format/live_state.h"
#include "indexer/format/terms.h"
#include "indexer/format/ticket_question.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

// Tells which documents may be suggested on a day, regardless of the reader.
class Suggestible {
 public:
  Suggestible(const Generation& generation, const LiveState& live, std::int32_t day)
      : generation_(generation), live_(live), day_(day) {}

  bool operator()(std::uint32_t number) const {
    const StoredDocument document = generation_.store().document(number);
    const StoredDocument::Head& head = document.head();
    if (document.confidence() == Confidence::archived || day_ < head.valid_from || head.valid_until < day_)
      return false;
    const std::string tag = language_term(generation_.manifest().language_tags[head.language_tag]);
    return std::none_of(live_.withdrawn.begin(), live_.withdrawn.end(), [&](const Withdrawal& one) {
      return one.id == document.id() && (one.lang.empty() || language_term(one.lang) == tag);
    });
  }

 private:
  const Generation& generation_;
  const LiveState& live_;
  std::int32_t day_;
};

struct Hashed {
  std::string hash;
  std::uint32_t number = 0;  // of a document or group
  bool learned = false;      // for a ticket: models may have learned from it
  bool operator<(const Hashed& other) const { return hash < other.hash; }
};

// Returns the tickets of each group with an article that may be suggested. Groups are sorted by the hash of
// the article's id, and their tickets by the hash of theirs.
std::vector<std::vector<Hashed>> tickets_by_article(const Generation& generation,
                                                    const Suggestible& suggestible) {
  const DocumentStore& store = generation.store();
  std::unordered_map<std::uint32_t, std::string> articles;  // by group, its hash
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number) || store.document(number).kind() != Kind::article) continue;
    const std::uint32_t group = store.group_of(number);
    if (!store.resolved_tickets(group).empty() && suggestible(number))
      articles.try_emplace(group, sha256_hex(store.document(number).id()));
  }
  std::vector<Hashed> order;
  for (const auto& [group, hash] : articles) order.push_back({hash, group, false});
  std::sort(order.begin(), order.end());
  std::vector<std::vector<Hashed>> tickets;
  for (const Hashed& article : order) {
    std::vector<Hashed>& own = tickets.emplace_back();
    for (const std::uint32_t number : store.group(article.number)) {
      const StoredDocument document = store.document(number);
      if (document.kind() == Kind::ticket && suggestible(number))
        own.push_back({sha256_hex(document.id()), number, !is_held_out(ticket_key(document.id()))});
    }
    std::sort(own.begin(), own.end());
  }
  return tickets;
}

// Interleaves the tickets: one of each article, then a second of each, and so on. Takes only those with this
// value of `learned`.
std::vector<std::uint32_t> alternately(const std::vector<std::vector<Hashed>>& tickets, bool learned) {
  std::vector<std::pair<std::size_t, std::uint32_t>> rounds;  // stable: within a round, by article
  for (const std::vector<Hashed>& own : tickets) {
    std::size_t round = 0;
    for (const Hashed& ticket : own) {
      if (ticket.learned == learned) rounds.emplace_back(round++, ticket.number);
    }
  }
  std::stable_sort(rounds.begin(), rounds.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::uint32_t> numbers;
  for (const auto& [round, number] : rounds) numbers.push_back(number);
  return numbers;
}

}  // namespace

Result<std::vector<JudgedQuery>> ticket_queries(const IndexFolder& folder, const std::string& name,
                                                std::size_t count, const std::string& day) {
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  CALLSIDE_ASSIGN(const LiveState live, read_live_state(folder));
  const auto judged_on = parse_day(day);
  const Suggestible suggestible(generation, live, judged_on ? *judged_on : generation.timezone().today());
  const auto tickets = tickets_by_article(generation, suggestible);
  std::vector<JudgedQuery> queries;
  std::unordered_set<std::string> known;  // each id is used once, even if the ticket has two languages
  for (const bool learned : {false, true}) {
    for (const std::uint32_t number : alternately(tickets, learned)) {
      if (queries.size() >= count) return queries;
      const StoredDocument ticket = generation.store().document(number);
      std::string text = ticket_question(ticket);
      if (text.empty() || !known.insert(std::string(ticket.id())).second) continue;
      queries.push_back({std::move(text),
                         generation.manifest().language_tags[ticket.head().language_tag],
                         {{std::string(ticket.article()), 3}},
                         std::string(ticket.id())});
    }
  }
  return queries;
}

Result<std::vector<JudgedQuery>> comparable_queries(const IndexFolder& folder, const std::string& name,
                                                    const std::vector<JudgedQuery>& queries) {
  const auto is_from_ticket = [](const JudgedQuery& one) { return !one.ticket.empty(); };
  if (std::none_of(queries.begin(), queries.end(), is_from_ticket)) return queries;
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  std::vector<JudgedQuery> comparable;
  CALLSIDE_TRY(with_xapian("cannot read generation " + name, [&] {
    for (const JudgedQuery& query : queries) {
      const auto versions = find_documents(generation, database, Kind::ticket, query.ticket);
      if (!is_from_ticket(query) || std::any_of(versions.begin(), versions.end(), [&](std::uint32_t number) {
            return query.grades.contains(std::string(generation.store().document(number).article()));
          }))
        comparable.push_back(query);
    }
  }));
  return comparable;
}

}  // namespace callside
