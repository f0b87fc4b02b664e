#include "indexer/assembly/record_register.h"

#include <chrono>
#include <utility>

namespace callside {

RecordRegister::RecordRegister(Options options, Ledger& ledger)
    : options_(std::move(options)), ledger_(ledger) {
  ledger_.settings = options_.settings;
  ledger_.began_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
  const Ledger* old = options_.old;
  if (old == nullptr) return;
  KnownRecords::Trust trust = options_.trust;
  trust.records = trust.records && old->settings == options_.settings;
  known_.emplace(*old, options_.old_sources, trust);
  for (std::size_t file = 0; file < old->files.size(); ++file) {
    if (const auto source = options_.old_sources[old->files[file].source])
      old_files_[*source].push_back(file);
  }
  for (const std::uint32_t unread : options_.unread) {
    for (const std::size_t file : old_files_[unread]) take_over(file, unread);
  }
}

void RecordRegister::attach(DocumentStream& stream) {
  if (!known_) return;
  stream.skip_known_files([this](std::size_t source, const std::string& path, const FileStamp& stamp) {
    return known_->unchanged(options_.sources[source], path, stamp).has_value();
  });
}

bool RecordRegister::enter(const RawRecord& record) {
  const std::uint32_t source = options_.sources[record.source];
  if (record.is_unchanged_file) {
    take_over(*known_->unchanged(source, record.path, record.stamp), source);
    return false;
  }
  open_file(record);
  LedgerRecord& entry = ledger_.records.emplace_back();
  entry.digest = digest_of(record, options_.key);
  entry.line = static_cast<std::uint32_t>(record.place.line);
  const LedgerRecord* same =
      known_ && !record.refused ? known_->take(source, record.path, entry.digest) : nullptr;
  if (same == nullptr) return true;
  entry.outcome = same->outcome;
  entry.document = same->document;
  return false;
}

void RecordRegister::keep_rest(std::uint32_t source,
                               const std::function<bool(std::uint32_t document)>& stays) {
  if (options_.old == nullptr) return;
  const Ledger& old = *options_.old;
  // This is called for each source: continue where the last call ended.
  for (; seen_records_ < ledger_.records.size(); ++seen_records_)
    seen_.insert(ledger_.records[seen_records_].document);
  for (const std::size_t file : old_files_[source]) {
    std::vector<LedgerRecord> rest;
    for (std::uint32_t i = old.files[file].first_record; i < old.end_of(file); ++i) {
      const LedgerRecord& record = old.records[i];
      if (record.has_document() && !seen_.contains(record.document) && stays(record.document))
        rest.push_back(record);
    }
    if (rest.empty()) continue;
    ledger_.files.push_back({source,
                             old.files[file].path,
                             old.files[file].name,
                             {},
                             static_cast<std::uint32_t>(ledger_.records.size()),
                             true});
    ledger_.records.insert(ledger_.records.end(), rest.begin(), rest.end());
  }
}

void RecordRegister::open_file(const RawRecord& record) {
  const std::uint32_t source = options_.sources[record.source];
  std::vector<LedgerFile>& files = ledger_.files;
  if (!files.empty() && files.back().source == source && files.back().path == record.path &&
      files.back().name == record.place.file && !files.back().is_rest)
    return;
  files.push_back({source, record.path, record.place.file, record.stamp,
                   static_cast<std::uint32_t>(ledger_.records.size()), false});
}

void RecordRegister::take_over(std::size_t file, std::uint32_t source) {
  const Ledger& old = *options_.old;
  LedgerFile copy = old.files[file];
  copy.source = source;
  copy.first_record = static_cast<std::uint32_t>(ledger_.records.size());
  ledger_.files.push_back(std::move(copy));
  ledger_.records.insert(ledger_.records.end(), old.records.begin() + old.files[file].first_record,
                         old.records.begin() + old.end_of(file));
}

}  // namespace callside
