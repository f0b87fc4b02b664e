#include "indexer/publish/forget/bar_plan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

constexpr std::array<Kind, 2> kKinds{Kind::article, Kind::ticket};

// The kept generations that this program can read, with their databases.
class KeptGenerations {
 public:
  static Result<KeptGenerations> open(const IndexFolder& folder) {
    KeptGenerations kept;
    CALLSIDE_ASSIGN(const std::vector<std::string> names, folder.list_strictly());
    for (const std::string& name : names) {
      auto generation = Generation::open_uncleaned(folder, name);
      // Skip it: it will be removed as a whole, or is published and cannot be cleaned.
      if (!generation && is_lost(generation.error())) continue;
      if (!generation) return tl::unexpected<Error>(std::move(generation).error());
      auto database = generation->open_database();
      if (!database && is_lost(database.error())) continue;
      if (!database) return tl::unexpected<Error>(std::move(database).error());
      kept.all_.push_back({std::move(*generation), std::move(*database)});
    }
    return kept;
  }

  Result<bool> has(Kind kind, const std::string& id) const {
    for (const One& one : all_) {
      CALLSIDE_ASSIGN(const bool found, with_xapian("cannot read generation " + one.generation.name(), [&] {
                        return !find_documents(one.generation, one.database, kind, id).empty();
                      }));
      if (found) return true;
    }
    return false;
  }

  // Returns the ids of the tickets about a person. With `until`, only of tickets closed by that day or
  // without a closing day.
  Result<std::vector<std::string>> tickets_of(const Bar& subject, std::optional<std::int32_t> until) const {
    std::vector<std::string> ids;
    const std::string term = subject_term(subject.hash);
    for (const One& one : all_) {
      CALLSIDE_TRY(with_xapian("cannot read generation " + one.generation.name(), [&] {
        for (auto at = one.database.postlist_begin(term); at != one.database.postlist_end(term); ++at) {
          const StoredDocument document = one.generation.store().document(*at);
          const auto closed = parse_day(document.meta().updated);
          if (!until || !closed || *closed <= *until) ids.emplace_back(document.id());
        }
      }));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

 private:
  struct One {
    Generation generation;
    Xapian::Database database;
  };
  std::vector<One> all_;
};

class Planner {
 public:
  Planner(const KeptGenerations& kept, const BarHashes& hashes, BarPlan& plan, std::int32_t today)
      : kept_(kept), hashes_(hashes), plan_(plan), today_(today) {
    for (const Bar& bar : plan.list.bars) {
      std::int32_t& day = barred_.try_emplace(bar.hash, bar.day).first->second;
      day = std::max(day, bar.day);
    }
  }

  Result<void> add(const NamedDocument& named) {
    if (named.id.empty() || named.id.size() > kLongestId)
      return fail(ErrorCode::usage, "an id has 1 to " + std::to_string(kLongestId) + " bytes");
    std::vector<Kind> kinds;
    for (const Kind kind : kKinds) {
      CALLSIDE_ASSIGN(const bool has, kept_.has(kind, named.id));
      if (has && (!named.kind || *named.kind == kind)) kinds.push_back(kind);
    }
    if (kinds.size() > 1) {
      return fail(ErrorCode::usage, "both an article and a ticket have the id " + named.id,
                  "add --kind article or --kind ticket");
    }
    if (kinds.empty()) kinds = kinds_to_bar(named);
    std::vector<std::string>& hashes = plan_.hashes.emplace_back();
    for (const Kind kind : kinds) {
      hashes.push_back(hashes_.document(kind, named.id));
      add(Bar{bar_of(kind), hashes.back(), today_});
    }
    return ok();
  }

  // Without `until`, bars all existing tickets about the person: a help desk in a time zone further east may
  // have closed one of them on a day that is tomorrow here, and none of them can belong to a later contact.
  Result<void> add_subject(const Bar& subject, std::optional<std::int32_t> until) {
    plan_.hashes.push_back({subject.hash});
    add(subject);
    CALLSIDE_ASSIGN(const std::vector<std::string> ids, kept_.tickets_of(subject, until));
    for (const std::string& id : ids)
      add(Bar{Bar::Of::ticket, hashes_.document(Kind::ticket, id), subject.day});
    return ok();
  }

  Result<void> add_receipt(const Bar& bar) {
    if (bar.of == Bar::Of::subject) return add_subject(bar, bar.day);
    plan_.hashes.push_back({bar.hash});
    add(bar);
    return ok();
  }

 private:
  // Kinds under which to bar an id that no generation has: those under which it is barred already, else both.
  std::vector<Kind> kinds_to_bar(const NamedDocument& named) const {
    if (named.kind) return {*named.kind};
    std::vector<Kind> kinds;
    for (const Kind kind : kKinds) {
      if (barred_.contains(hashes_.document(kind, named.id))) kinds.push_back(kind);
    }
    return kinds.empty() ? std::vector<Kind>(kKinds.begin(), kKinds.end()) : kinds;
  }

  void add(const Bar& bar) {
    if (named_.insert(bar.hash).second) plan_.named.push_back(bar);
    const auto [known, fresh] = barred_.try_emplace(bar.hash, bar.day);
    // The day matters only for subjects.
    if (!fresh && (bar.of != Bar::Of::subject || known->second >= bar.day)) return;
    known->second = bar.day;
    plan_.list.bars.push_back(bar);
  }

  const KeptGenerations& kept_;
  const BarHashes& hashes_;
  BarPlan& plan_;
  std::int32_t today_;
  std::unordered_set<std::string> named_;                 // hashes of plan_.named
  std::unordered_map<std::string, std::int32_t> barred_;  // hashes of plan_.list, with their latest days
};

}  // namespace

Result<BarPlan> plan_bars(const IndexFolder& folder, const ForgetRequest& request, const BarHashes& hashes,
                          BarList list, std::int32_t today) {
  if (!request.bars.empty() && request.secret != hashes.secret_name()) {
    return fail(
        ErrorCode::usage,
        "the receipt is from another index than " + folder.root().string() + ", or from another secret",
        "restore the subject.key that the receipt was made with, or name the ids instead");
  }
  BarPlan plan;
  plan.list = std::move(list);
  plan.list.secret = hashes.secret_name();
  CALLSIDE_ASSIGN(const KeptGenerations kept, KeptGenerations::open(folder));
  Planner planner(kept, hashes, plan, today);
  for (const NamedDocument& one : request.documents) CALLSIDE_TRY(planner.add(one));
  for (const std::string& reference : request.subjects) {
    if (reference.empty()) return fail(ErrorCode::usage, "the reference of a subject is empty");
    CALLSIDE_TRY(planner.add_subject({Bar::Of::subject, hashes.subject(reference), today}, std::nullopt));
  }
  for (const Bar& bar : request.bars) CALLSIDE_TRY(planner.add_receipt(bar));
  return plan;
}

}  // namespace callside
