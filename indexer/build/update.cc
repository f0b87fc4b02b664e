#include "indexer/build/update.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/build/aged_tickets.h"
#include "indexer/build/forgetting.h"
#include "indexer/build/left_out.h"
#include "indexer/build/old_generations.h"
#include "indexer/build/update_pass.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

using Outcome = LedgerRecord::Outcome;

DocumentName name_of(const Generation& generation, std::uint32_t number) {
  const StoredDocument document = generation.store().document(number);
  return {document.kind(), std::string(document.id()),
          generation.manifest().language_tags[document.head().language_tag]};
}

// Of documents that come twice, the one that stands first in the sources stays.
class Duplicates {
 public:
  Duplicates(const Generation& old, ReadingResult& reading) : old_(old), reading_(reading) {
    for (std::uint32_t i = 0; i < reading.ledger.records.size(); ++i) {
      const LedgerRecord& record = reading.ledger.records[i];
      if (record.outcome == Outcome::indexed && record.document != 0) kept_.emplace(record.document, i);
    }
  }

  Result<void> reject() {
    CALLSIDE_ASSIGN(const Xapian::Database database, old_.open_database());
    std::vector<SpooledDocument> documents;
    for (SpooledDocument& document : reading_.documents) {
      const std::string key = document_term(document.kind, document.id, document.lang);
      const auto [first, fresh] = first_.try_emplace(key, static_cast<std::uint32_t>(document.sequence));
      if (!fresh) {
        mark(document.kind, document.lang, static_cast<std::uint32_t>(document.sequence), first->second);
        continue;
      }
      CALLSIDE_ASSIGN(const std::uint32_t number, with_xapian("cannot read generation " + old_.name(), [&] {
                        const auto at = database.postlist_begin(key);
                        return at == database.postlist_end(key) ? 0U : *at;
                      }));
      const auto kept = kept_.find(number);
      if (kept != kept_.end() && kept->second < document.sequence) {
        first->second = kept->second;
        mark(document.kind, document.lang, static_cast<std::uint32_t>(document.sequence), kept->second);
        continue;
      }
      if (kept != kept_.end()) {
        mark(document.kind, document.lang, kept->second, static_cast<std::uint32_t>(document.sequence));
        kept_.erase(kept);
      }
      documents.push_back(std::move(document));
    }
    reading_.documents = std::move(documents);
    return ok();
  }

  // Numbers of the old generation's documents that are not kept, sorted.
  std::vector<std::uint32_t> removed() const {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t number = 1; number <= old_.store().size(); ++number) {
      if (old_.store().has(number) && !kept_.contains(number)) numbers.push_back(number);
    }
    return numbers;
  }
  bool keeps_any() const { return !kept_.empty(); }

 private:
  void mark(Kind kind, const std::string& lang, std::uint32_t record, std::uint32_t first) {
    Ledger& ledger = reading_.ledger;
    ledger.records[record].outcome = Outcome::duplicate;
    ledger.records[record].document = 0;
    reading_.remarks.push_back(duplicate_remark(kind, lang, ledger.place_of(record), ledger.place_of(first)));
  }

  const Generation& old_;
  ReadingResult& reading_;
  std::unordered_map<std::uint32_t, std::uint32_t> kept_;  // number in the old generation, record
  std::unordered_map<std::string, std::uint32_t> first_;   // document term, record
};

void report_changes(const Generation& old, const std::vector<std::uint32_t>& removed,
                    const std::vector<SpooledDocument>& added, UpdateReport& report) {
  std::vector<DocumentName> gone, come;
  for (const std::uint32_t number : removed) gone.push_back(name_of(old, number));
  for (const SpooledDocument& document : added) come.push_back({document.kind, document.id, document.lang});
  std::sort(gone.begin(), gone.end());
  std::sort(come.begin(), come.end());
  std::set_intersection(come.begin(), come.end(), gone.begin(), gone.end(),
                        std::back_inserter(report.changed));
  std::set_difference(come.begin(), come.end(), gone.begin(), gone.end(), std::back_inserter(report.added));
  std::set_difference(gone.begin(), gone.end(), come.begin(), come.end(), std::back_inserter(report.removed));
}

Result<UpdateReport> update_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                                 const BuildOptions& options, BuildProgress& progress,
                                 const WriterLock& lock) {
  const auto began = std::chrono::steady_clock::now();
  CALLSIDE_ASSIGN(const std::string current, generation_to_update(folder, options.from_newest));
  CALLSIDE_ASSIGN(const Generation old, Generation::open(folder, current));
  CALLSIDE_ASSIGN(const Ledger known, read_ledger(folder.generation(current) / kLedgerFile));
  CALLSIDE_ASSIGN(ReadingResult reading,
                  read_for_generation(folder, name, stream, options, &known, progress));
  if (options.is_outdated && options.is_outdated())
    return fail(ErrorCode::changed, "the sources changed while they were read");
  const AgedTickets aged =
      leave_out_aged(old, options.ticket_max_age.first_day(options.today.value_or(today())), reading.ledger);
  Duplicates duplicates(old, reading);
  CALLSIDE_TRY(duplicates.reject());
  const std::vector<std::uint32_t> removed = duplicates.removed();
  if (reading.documents.empty() && !duplicates.keeps_any()) return nothing_read(reading);

  UpdateReport report;
  report.build.remarks = std::move(reading.remarks);
  report.build.redacted = std::move(reading.redacted_tickets);
  report_changes(old, removed, reading.documents, report);
  report.unchanged = removed.empty() && reading.documents.empty();
  if (report.unchanged) {
    report.build.generation = current;
    report.build.manifest = old.manifest();
    count_sources(reading.ledger, options.sources, report.build.manifest);
    CALLSIDE_TRY(record_left_out(folder, reading, report.build.manifest));
    return report;
  }
  CALLSIDE_ASSIGN(Manifest manifest,
                  write_update({folder.generation(current), folder.building(name), name, options.interrupted},
                               old, removed, reading, progress));
  CALLSIDE_TRY(remove_tree(folder.building(name) / kSpoolFolder));
  manifest.oldest_ticket = aged.oldest_left;
  CALLSIDE_TRY(record_left_out(folder, reading, manifest));
  CALLSIDE_TRY(write_ledger(folder.building(name) / kLedgerFile, reading.ledger));
  manifest.program = kVersion;
  manifest.created = now_utc();
  manifest.reading = options.reading;
  manifest.model.changed += report.added.size() + report.changed.size() + report.removed.size();
  for (const auto& [kind, count] : reading.redacted) manifest.redacted[kind] += count;
  count_sources(reading.ledger, options.sources, manifest);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(write_manifest(folder.building(name) / kManifestFile, manifest));
  if (options.interrupted != nullptr && options.interrupted->load())
    return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_ASSIGN(report.build.publication, publish_building(folder, name, options.publish, lock));
  report.build.generation = name;
  report.build.manifest = std::move(manifest);
  return report;
}

}  // namespace

Result<std::string> generation_to_update(const IndexFolder& folder, bool from_newest) {
  auto current = folder.current();
  if (!from_newest || (!current && current.error().code != ErrorCode::not_found)) return current;
  const std::vector<std::string> staged = folder.staged();
  if (staged.empty() || (current && is_older(staged.back(), *current))) return current;
  return staged.back();
}

Result<UpdateReport> update(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_TRY(generation_to_update(folder, options.from_newest));
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, options.publish.command));
  CALLSIDE_TRY(remove_leftovers(folder, lock));
  CALLSIDE_TRY(complete_forgetting(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = update_into(folder, name, stream, options, progress, lock);
  if (!report || report->unchanged) {
    if (auto removed = remove_tree(folder.building(name)); !removed && !report)
      report.error().message += "; " + removed.error().message;
  }
  return report;
}

}  // namespace callside
