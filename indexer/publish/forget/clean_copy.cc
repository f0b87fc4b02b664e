#include "indexer/publish/forget/clean_copy.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "indexer/assembly/editorial_remarks.h"
#include "indexer/assembly/generation_sources.h"
#include "indexer/assembly/left_out.h"
#include "indexer/assembly/stored_documents.h"
#include "indexer/assembly/writing_pass.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/format/generation_files.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

// Reads the documents that stay out of a generation, as the reading pass of a build would give them. Each has
// its old number as its sequence, in a ledger made for that.
class StoredReading {
 public:
  StoredReading(const Generation& generation, const CleanCopyOptions& options, StoredDocuments documents)
      : generation_(generation), options_(options), documents_(std::move(documents)) {}

  Result<ReadingResult> read(CleanedDocuments& cleaned, BuildProgress& progress) {
    const std::filesystem::path spool = options_.folder / kSpoolFolder / "spool.0";
    CALLSIDE_TRY(make_private_folder(spool.parent_path()));
    CALLSIDE_ASSIGN(SpoolWriter writer, SpoolWriter::create(spool));
    reading_.ledger.records.resize(generation_.store().size() + 1);
    for (std::uint32_t number = 1; number <= generation_.store().size(); ++number) {
      if (options_.interrupted != nullptr && options_.interrupted->load())
        return fail(ErrorCode::interrupted, "interrupted");
      if (!generation_.store().has(number)) continue;
      ++progress.read;
      CALLSIDE_ASSIGN(const bool goes, is_forgotten(number, cleaned));
      if (goes) continue;
      ++cleaned.left;
      CALLSIDE_TRY(keep(number, writer));
    }
    CALLSIDE_TRY(writer.finish());
    WorkerOutput worker{std::move(documents_.forms()), std::vector<AccessClass>(classes_.size()), spool};
    for (const auto& [access, number] : classes_) worker.classes[number] = access;
    reading_.workers.push_back(std::move(worker));
    return std::move(reading_);
  }

 private:
  // Its words must not be met: they would be in the copy.
  Result<bool> is_forgotten(std::uint32_t number, CleanedDocuments& cleaned) {
    const StoredDocument document = generation_.store().document(number);
    const DocumentMeta meta = document.meta();
    CALLSIDE_ASSIGN(const std::string subject, documents_.subject_of(number));
    if (!options_.admission->is_forgotten(document.kind(), meta.id, subject, meta.updated)) return false;
    ++cleaned.removed[name_of(document.kind())];
    const std::string& lang = generation_.manifest().language_tags[document.head().language_tag];
    cleaned.names[name_of(document.kind())].emplace(document_term(document.kind(), meta.id, lang), lang);
    cleaned.hashes.insert(options_.hashes->document(document.kind(), meta.id));
    cleaned.hashes.insert(subject);
    return true;
  }

  Result<void> keep(std::uint32_t number, SpoolWriter& writer) {
    CALLSIDE_ASSIGN(const AnalysedDocument document, documents_.take(number));
    SpooledDocument kept = StoredDocuments::spooled(document);
    kept.sequence = number;
    kept.access =
        classes_.try_emplace(document.access, static_cast<std::uint32_t>(classes_.size())).first->second;
    CALLSIDE_ASSIGN(kept.slot, writer.add(document));
    reading_.documents.push_back(std::move(kept));
    if (generation_.store().is_stale(number))
      reading_.ledger.records[number].outcome = LedgerRecord::Outcome::stale;
    return ok();
  }

  const Generation& generation_;
  const CleanCopyOptions& options_;
  StoredDocuments documents_;
  std::map<AccessClass, std::uint32_t> classes_;
  ReadingResult reading_;
};

// The old ledger with the documents' new numbers. `written` has these, by old number.
void renumber(Ledger& ledger, const Ledger& written) {
  for (LedgerRecord& record : ledger.records) {
    if (record.document == 0) continue;
    record.document = written.records[record.document].document;
    if (record.document == 0) record.outcome = LedgerRecord::Outcome::forgotten;
  }
}

}  // namespace

Result<CleanedDocuments> write_clean_copy(const Generation& generation, const CleanCopyOptions& options,
                                          BuildProgress& progress) {
  const auto began = std::chrono::steady_clock::now();
  CleanedDocuments cleaned;
  CALLSIDE_ASSIGN(StoredDocuments documents, StoredDocuments::open(generation));
  CALLSIDE_ASSIGN(ReadingResult reading,
                  StoredReading(generation, options, std::move(documents)).read(cleaned, progress));
  WritingOptions writing;
  writing.folder = options.folder;
  writing.name = options.name;
  writing.interrupted = options.interrupted;
  CALLSIDE_ASSIGN(Manifest manifest, write_generation(writing, reading, progress));
  CALLSIDE_TRY(remove_tree(options.folder / kSpoolFolder));

  CALLSIDE_ASSIGN(Ledger ledger,
                  read_ledger(options.from / kLedgerFile,
                              {generation.manifest().sources.size(), generation.store().size()}));
  renumber(ledger, reading.ledger);
  const Manifest& old = generation.manifest();
  manifest.program = kVersion;
  manifest.created = now_utc();
  manifest.model = {options.name, manifest.created, manifest.documents, 0};
  manifest.reading = old.reading;
  manifest.redacted = old.redacted;
  manifest.too_old = old.too_old;
  manifest.drafts = old.drafts;
  manifest.hidden = old.hidden;
  for (const SpooledDocument& document : reading.documents)
    manifest.oldest_ticket = std::min(manifest.oldest_ticket, document.closed);
  count_sources(ledger, old.sources, manifest);
  manifest.forgotten = old.forgotten;
  for (const auto& [kind, count] : cleaned.removed) manifest.forgotten += count;
  manifest.bars = options.bars;
  manifest.copy_of = generation.name();
  strip_forgotten(ledger);
  CALLSIDE_TRY(write_ledger(options.folder / kLedgerFile, ledger));
  CALLSIDE_TRY(write_editorial_rules(options.folder / kEditorialFile,
                                     without_forgotten(generation.editorial(), *options.admission)));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(record_files(options.folder, {}, manifest));
  CALLSIDE_TRY(write_manifest(options.folder / kManifestFile, manifest));
  return cleaned;
}

}  // namespace callside
