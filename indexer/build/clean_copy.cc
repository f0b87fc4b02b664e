#include "indexer/build/clean_copy.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/build/builder.h"
#include "indexer/build/left_out.h"
#include "indexer/build/writing_pass.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

constexpr std::uint32_t kNone = FormTable::kNone;

// The words of the documents that stay, as one thread of a build would have met them.
class KeptWords {
 public:
  explicit KeptWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary), entries_(vocabulary.entries()) {
    for (FormEntry& entry : entries_) {
      entry.counts = {};
      entry.classes.clear();
      entry.parts.clear();
    }
    numbers_.assign(entries_.size(), kNone);
  }

  void renumber(StoreEntry& entry) {
    entry.analysis_language = language(entry.analysis_language);
    renumber(entry.title_words);
    renumber(entry.keyword_words);
    for (StoredBlock& block : entry.blocks) renumber(block.words);
  }
  FormTable take() { return std::move(table_); }

 private:
  std::uint16_t language(std::uint16_t number) {
    return number == 0 ? std::uint16_t{0} : table_.language(vocabulary_.languages()[number]);
  }
  void renumber(std::vector<std::uint32_t>& words) {
    for (std::uint32_t& word : words) {
      const std::uint32_t old = vocabulary_.number_of(word & ~kOverlayBit);
      if (numbers_[old] == kNone) {
        numbers_[old] = static_cast<std::uint32_t>(table_.forms().size());
        entries_[old].language = language(entries_[old].language);
        table_.forms().push_back(std::move(entries_[old]));
      }
      word = numbers_[old] | (word & kOverlayBit);
    }
  }

  const Vocabulary& vocabulary_;
  std::vector<FormEntry> entries_;
  std::vector<std::uint32_t> numbers_;  // by number in the vocabulary
  FormTable table_;
};

// Reads the documents that stay out of a generation, as the reading pass of a build would give them. Each has
// its old number as its sequence, in a ledger made for that.
class StoredReading {
 public:
  StoredReading(const Generation& generation, const CleanCopyOptions& options)
      : generation_(generation), options_(options), words_(generation.vocabulary()) {}

  Result<ReadingResult> read(CleanedDocuments& cleaned, BuildProgress& progress) {
    const std::filesystem::path spool = options_.folder / kSpoolFolder / "spool.0";
    CALLSIDE_TRY(make_private_folder(spool.parent_path()));
    CALLSIDE_ASSIGN(SpoolWriter writer, SpoolWriter::create(spool));
    CALLSIDE_ASSIGN(const Xapian::Database database, generation_.open_database());
    reading_.ledger.records.resize(generation_.store().size() + 1);
    for (std::uint32_t number = 1; number <= generation_.store().size(); ++number) {
      if (options_.interrupted != nullptr && options_.interrupted->load())
        return fail(ErrorCode::interrupted, "interrupted");
      if (!generation_.store().has(number)) continue;
      CALLSIDE_ASSIGN(AnalysedDocument document, analysed(number, database));
      ++progress.read;
      if (options_.admission->is_forgotten(document.entry.kind, document.entry.meta.id, document.subject,
                                           document.entry.meta.updated)) {
        ++cleaned.removed[name_of(document.entry.kind)];
        cleaned.names[name_of(document.entry.kind)].insert(
            document_term(document.entry.kind, document.entry.meta.id, document.lang));
        cleaned.hashes.insert(options_.hashes->document(document.entry.kind, document.entry.meta.id));
        cleaned.hashes.insert(document.subject);
        continue;
      }
      ++cleaned.left;
      CALLSIDE_TRY(keep(number, document, writer));
    }
    CALLSIDE_TRY(writer.finish());
    WorkerOutput worker{words_.take(), std::vector<AccessClass>(classes_.size()), spool};
    for (const auto& [access, number] : classes_) worker.classes[number] = access;
    reading_.workers.push_back(std::move(worker));
    return std::move(reading_);
  }

 private:
  Result<AnalysedDocument> analysed(std::uint32_t number, const Xapian::Database& database) const {
    AnalysedDocument document;
    document.entry = generation_.store().document(number).entry();
    document.lang = generation_.manifest().language_tags[document.entry.language_tag];
    document.access = generation_.manifest().classes[document.entry.access_class];
    CALLSIDE_TRY(with_xapian("cannot read generation " + generation_.name(), [&] {
      const Xapian::Document stored = database.get_document(number);
      document.html = stored.get_data();
      const std::string prefix = subject_term("");
      auto term = stored.termlist_begin();
      term.skip_to(prefix);
      if (term != stored.termlist_end() && (*term).starts_with(prefix))
        document.subject = (*term).substr(prefix.size());
    }));
    return document;
  }

  Result<void> keep(std::uint32_t number, AnalysedDocument& document, SpoolWriter& writer) {
    const StoreEntry& entry = document.entry;
    SpooledDocument kept;
    kept.sequence = number;
    kept.kind = entry.kind;
    kept.id = entry.meta.id;
    kept.lang = document.lang;
    kept.article = entry.meta.article;
    if (entry.kind == Kind::ticket) kept.closed = parse_day(entry.meta.updated).value_or(kNoTicketDay);
    words_.renumber(document.entry);
    kept.lengths = document.lengths();
    kept.analysis_language = entry.analysis_language;
    kept.access =
        classes_.try_emplace(document.access, static_cast<std::uint32_t>(classes_.size())).first->second;
    CALLSIDE_ASSIGN(kept.slot, writer.add(document));
    reading_.documents.push_back(std::move(kept));
    return ok();
  }

  const Generation& generation_;
  const CleanCopyOptions& options_;
  KeptWords words_;
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
  CALLSIDE_ASSIGN(ReadingResult reading, StoredReading(generation, options).read(cleaned, progress));
  const WritingOptions writing{options.folder, options.name, nullptr, {}, options.interrupted};
  CALLSIDE_ASSIGN(Manifest manifest, write_generation(writing, reading, progress));
  CALLSIDE_TRY(remove_tree(options.folder / kSpoolFolder));

  CALLSIDE_ASSIGN(Ledger ledger, read_ledger(options.from / kLedgerFile));
  renumber(ledger, reading.ledger);
  const Manifest& old = generation.manifest();
  manifest.program = kVersion;
  manifest.created = now_utc();
  manifest.model = {options.name, manifest.created, manifest.documents, 0};
  manifest.reading = old.reading;
  manifest.redacted = old.redacted;
  manifest.too_old = old.too_old;
  for (const SpooledDocument& document : reading.documents)
    manifest.oldest_ticket = std::min(manifest.oldest_ticket, document.closed);
  std::vector<std::filesystem::path> sources;
  for (const Manifest::Source& source : old.sources) sources.emplace_back(source.path);
  count_sources(ledger, sources, manifest);
  manifest.forgotten = old.forgotten;
  for (const auto& [kind, count] : cleaned.removed) manifest.forgotten += count;
  manifest.bars = options.bars;
  manifest.copy_of = generation.name();
  strip_forgotten(ledger);
  CALLSIDE_TRY(write_ledger(options.folder / kLedgerFile, ledger));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(write_manifest(options.folder / kManifestFile, manifest));
  return cleaned;
}

}  // namespace callside
