#include "indexer/assembly/resolution.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/assembly/published_version.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

using Outcome = LedgerRecord::Outcome;

class Resolver {
 public:
  Resolver(ReadingResult& reading, const ResolveOptions& options)
      : reading_(reading), old_(options.old), options_(options), dropped_(reading.documents.size(), false) {}

  Result<Resolution> run() {
    if (old_ != nullptr) {
      CALLSIDE_ASSIGN(database_, old_->open_database());
      std::vector<LedgerRecord>& records = reading_.ledger.records;
      for (std::uint32_t i = 0; i < records.size(); ++i) {
        if (records[i].has_document()) kept_.emplace(records[i].document, i);
      }
      replaced_.insert(options_.outdated.begin(), options_.outdated.end());
      return with_xapian("cannot read generation " + old_->name(), [&] { return resolve_all(); });
    }
    return resolve_all();
  }

 private:
  // The document that currently has a key: one that was read, or an old one that stays.
  struct Holder {
    std::uint32_t record = 0;
    Kind kind = Kind::article;
    std::optional<std::size_t> read;  // index into the documents that were read; nullopt for an old document
    std::uint32_t number = 0;         // of an old document
  };

  Resolution resolve_all() {
    if (!reading_.removals.empty()) {
      for (const SpooledDocument& one : reading_.documents)
        keys_[document_term_prefix(one.kind, one.id)].push_back(document_term(one.kind, one.id, one.lang));
    }
    for (std::size_t i = 0; i < reading_.documents.size(); ++i) {
      if (!is_delta(reading_.documents[i])) add(i);
    }
    auto removal = reading_.removals.begin();
    for (std::size_t i = 0; i < reading_.documents.size(); ++i) {
      if (!is_delta(reading_.documents[i])) continue;
      for (; removal != reading_.removals.end() && removal->sequence < reading_.documents[i].sequence;
           ++removal)
        remove(*removal);
      add(i);
    }
    for (; removal != reading_.removals.end(); ++removal) remove(*removal);
    if (old_ != nullptr) {
      PublishedVersions published(*old_, *database_, options_.old_ledger, reading_.ledger);
      for (const RejectedRecord& one : reading_.rejected) keep_published(one, published);
    }
    erase_dropped();
    return result();
  }

  bool is_delta(std::uint64_t record, Kind kind) const {
    return reading_.deltas.contains({reading_.ledger.source_of(record), kind});
  }
  bool is_delta(const SpooledDocument& document) const { return is_delta(document.sequence, document.kind); }
  bool is_delta(const Holder& holder) const { return is_delta(holder.record, holder.kind); }
  // True if a kept record was not read this time.
  bool is_rest(std::uint32_t record) const {
    const LedgerFile& file = reading_.ledger.file_of(record);
    return file.is_rest || options_.unread.contains(file.source);
  }

  std::uint32_t old_number(const std::string& key) const {
    if (old_ == nullptr) return 0;
    const auto at = database_->postlist_begin(key);
    return at == database_->postlist_end(key) ? 0 : *at;
  }

  std::optional<Holder> holder_of(const std::string& key) const {
    if (const auto at = read_.find(key); at != read_.end()) {
      return holder(at->second);
    }
    const std::uint32_t number = old_number(key);
    const auto kept = kept_.find(number);
    if (kept == kept_.end()) return std::nullopt;
    return Holder{kept->second, old_->store().document(number).kind(), std::nullopt, number};
  }
  Holder holder(std::size_t read) const {
    const SpooledDocument& document = reading_.documents[read];
    return {static_cast<std::uint32_t>(document.sequence), document.kind, read, 0};
  }

  // Adds a document that was read, unless it loses to the one that has its key.
  void add(std::size_t i) {
    const SpooledDocument& document = reading_.documents[i];
    const std::string key = document_term(document.kind, document.id, document.lang);
    const Holder mine = holder(i);
    if (const std::optional<Holder> other = holder_of(key)) {
      const bool wins = takes_precedence(mine, *other);
      const Outcome outcome = losing_outcome(mine, *other);
      if (outcome == Outcome::duplicate) {
        const auto [winner, duplicate] =
            wins ? std::pair(mine.record, other->record) : std::pair(other->record, mine.record);
        duplicates_.push_back(
            {duplicate, duplicate_remark(document.kind, document.lang, reading_.ledger.place_of(duplicate),
                                         reading_.ledger.place_of(winner))});
      }
      if (!wins) {
        drop(mine, outcome);
        return;
      }
      drop(*other, outcome);
      read_.erase(key);
    }
    read_.emplace(key, i);
  }

  // True if a document that was read wins over another with the same key.
  bool takes_precedence(const Holder& mine, const Holder& other) const {
    const bool rest = !other.read && is_rest(other.record);
    if (is_delta(mine)) return !is_delta(other) || rest || mine.record > other.record;
    if (is_delta(other)) return rest;
    return (rest && is_same_source(mine.record, other.record)) || mine.record < other.record;
  }

  Outcome losing_outcome(const Holder& mine, const Holder& other) const {
    if (is_delta(mine) || is_delta(other)) return Outcome::superseded;
    const bool rest = !other.read && is_rest(other.record);
    return rest && is_same_source(mine.record, other.record) ? Outcome::superseded : Outcome::duplicate;
  }

  bool is_same_source(std::uint32_t a, std::uint32_t b) const {
    return reading_.ledger.source_of(a) == reading_.ledger.source_of(b);
  }

  void drop(const Holder& holder, Outcome outcome) {
    LedgerRecord& record = reading_.ledger.records[holder.record];
    record.outcome = outcome;
    record.document = 0;
    superseded_ = superseded_ || outcome == Outcome::superseded;
    if (holder.read) {
      dropped_[*holder.read] = true;
    } else {
      kept_.erase(holder.number);
      replaced_.insert(holder.number);
    }
  }

  void remove(const RemovalRecord& one) {
    const Removal& removal = one.removal;
    std::vector<std::string> keys;
    if (!removal.lang.empty()) {
      keys.push_back(document_term(removal.kind, removal.id, removal.lang));
    } else {
      const std::string prefix = document_term_prefix(removal.kind, removal.id);
      if (const auto at = keys_.find(prefix); at != keys_.end()) keys = at->second;
      if (old_ != nullptr) {
        for (const std::uint32_t number : find_documents(*old_, *database_, removal.kind, removal.id)) {
          const StoredDocument::Head& head = old_->store().document(number).head();
          keys.push_back(
              document_term(removal.kind, removal.id, old_->manifest().language_tags[head.language_tag]));
        }
      }
    }
    for (const std::string& key : keys) {
      const std::optional<Holder> holder = holder_of(key);
      if (!holder) continue;
      const bool is_newer =
          is_delta(*holder) && holder->record > one.sequence && (holder->read || !is_rest(holder->record));
      if (is_newer) continue;
      drop(*holder, Outcome::superseded);
      read_.erase(key);
    }
  }

  void keep_published(const RejectedRecord& one, PublishedVersions& published) {
    const auto record = static_cast<std::uint32_t>(one.sequence);
    const PublishedVersion version = published.of(one);
    if (version.number == 0 || replaced_.contains(version.number)) return;
    if (read_.contains(version.key)) return;
    if (const auto kept = kept_.find(version.number); kept != kept_.end()) {
      // A record of a delta export wins over the version that the export added earlier, and over full
      // sources.
      const Holder other{kept->second, old_->store().document(version.number).kind(), std::nullopt,
                         version.number};
      const bool wins = is_delta(record, other.kind) && (is_rest(other.record) || !is_delta(other));
      if (!wins || reading_.ledger.records[other.record].outcome == Outcome::stale) return;
      drop(other, Outcome::superseded);
    }
    if (version.may_stay) {
      LedgerRecord& entry = reading_.ledger.records[record];
      entry.outcome = Outcome::stale;
      entry.document = version.number;
      kept_.emplace(version.number, record);
    }
    add_to_reason(record, version.may_stay ? "its last published version stays, marked stale"
                                           : "its last published version is removed: " + version.why_not);
  }

  // Appends `text` to the remarks that reject a record.
  void add_to_reason(std::uint32_t record, const std::string& text) {
    auto at =
        std::lower_bound(reading_.remarks.begin(), reading_.remarks.end(), record,
                         [](const RecordRemark& one, std::uint32_t other) { return one.sequence < other; });
    for (; at != reading_.remarks.end() && at->sequence == record; ++at) {
      if (at->remark.level == Remark::Level::rejected) at->remark.reason += "; " + text;
    }
  }

  void erase_dropped() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < dropped_.size(); ++i) {
      if (dropped_[i]) continue;
      if (kept != i) reading_.documents[kept] = std::move(reading_.documents[i]);
      ++kept;
    }
    reading_.documents.resize(kept);
    std::move(duplicates_.begin(), duplicates_.end(), std::back_inserter(reading_.remarks));
  }

  Resolution result() const {
    Resolution resolution;
    resolution.superseded = superseded_;
    for (const auto& [number, record] : kept_) resolution.kept.push_back({number, record});
    std::sort(resolution.kept.begin(), resolution.kept.end(),
              [](const KeptDocument& a, const KeptDocument& b) { return a.number < b.number; });
    for (std::uint32_t number = 1; old_ != nullptr && number <= old_->store().size(); ++number) {
      if (old_->store().has(number) && !kept_.contains(number)) resolution.removed.push_back(number);
    }
    return resolution;
  }

  ReadingResult& reading_;
  const Generation* old_;
  const ResolveOptions& options_;
  std::optional<Xapian::Database> database_;
  std::unordered_map<std::string, std::size_t> read_;      // by key: documents that were read and are kept
  std::vector<bool> dropped_;                              // by index in the documents that were read
  std::unordered_map<std::uint32_t, std::uint32_t> kept_;  // by number of the old document: its record
  std::unordered_set<std::uint32_t> replaced_;             // numbers of old documents that must not stay
  std::unordered_map<std::string, std::vector<std::string>> keys_;  // of documents read, by kind and id
  std::vector<RecordRemark> duplicates_;
  bool superseded_ = false;
};

}  // namespace

Result<Resolution> resolve(ReadingResult& reading, const ResolveOptions& options) {
  return Resolver(reading, options).run();
}

std::vector<std::uint32_t> stale_documents(const Ledger& ledger) {
  std::vector<std::uint32_t> numbers;
  for (const LedgerRecord& record : ledger.records) {
    if (record.outcome == Outcome::stale && record.document != 0) numbers.push_back(record.document);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace callside
