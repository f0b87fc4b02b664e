#include "indexer/assembly/stored_reading.h"

#include <utility>

#include "indexer/assembly/stored_documents.h"
#include "indexer/base/files.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

class StoredReading {
 public:
  StoredReading(const Generation& generation, const StoredReadingOptions& options, StoredDocuments documents,
                ForgottenDocuments& forgotten)
      : generation_(generation), options_(options), documents_(std::move(documents)), forgotten_(forgotten) {}

  Result<ReadingResult> read(BuildProgress& progress) {
    const std::filesystem::path spool = options_.folder / "spool.0";
    CALLSIDE_ASSIGN(SpoolWriter writer, SpoolWriter::create(spool));
    reading_.ledger.records.resize(generation_.store().size() + 1);
    for (std::uint32_t number = 1; number <= generation_.store().size(); ++number) {
      if (options_.interrupted != nullptr && options_.interrupted->load())
        return fail(ErrorCode::interrupted, "interrupted");
      if (!generation_.store().has(number)) continue;
      ++progress.read;
      CALLSIDE_ASSIGN(const bool is_left_out, leave_out_if_forgotten(number));
      if (is_left_out) continue;
      ++forgotten_.left;
      CALLSIDE_TRY(keep(number, writer));
    }
    CALLSIDE_TRY(writer.finish());
    WorkerOutput worker{std::move(documents_.forms()), std::vector<AccessClass>(classes_.size()), spool};
    for (const auto& [access, number] : classes_) worker.classes[number] = access;
    reading_.workers.push_back(std::move(worker));
    return std::move(reading_);
  }

 private:
  // Must be called before the document is taken: the words of a forgotten document must not enter the form
  // table, or the copy would contain them.
  Result<bool> leave_out_if_forgotten(std::uint32_t number) {
    const StoredDocument document = generation_.store().document(number);
    const DocumentMeta meta = document.meta();
    CALLSIDE_ASSIGN(const std::string subject, documents_.subject_of(number));
    if (!options_.admission.is_forgotten(document.kind(), meta.id, subject, meta.updated)) return false;
    const std::string kind = name_of(document.kind());
    ++forgotten_.removed[kind];
    const std::string& lang = generation_.manifest().language_tags[document.head().language_tag];
    forgotten_.names[kind].emplace(document_term(document.kind(), meta.id, lang), lang);
    forgotten_.hashes.insert(options_.hashes.document(document.kind(), meta.id));
    forgotten_.hashes.insert(subject);
    return true;
  }

  Result<void> keep(std::uint32_t number, SpoolWriter& writer) {
    CALLSIDE_ASSIGN(const AnalysedDocument document, documents_.take(number));
    SpooledDocument kept = StoredDocuments::spooled(document);
    kept.sequence = number;
    kept.access =
        classes_.try_emplace(document.access, static_cast<std::uint32_t>(classes_.size())).first->second;
    CALLSIDE_ASSIGN(kept.position, writer.add(document));
    reading_.documents.push_back(std::move(kept));
    if (generation_.store().is_stale(number))
      reading_.ledger.records[number].outcome = LedgerRecord::Outcome::stale;
    return ok();
  }

  const Generation& generation_;
  const StoredReadingOptions& options_;
  StoredDocuments documents_;
  ForgottenDocuments& forgotten_;
  std::map<AccessClass, std::uint32_t> classes_;
  ReadingResult reading_;
};

}  // namespace

std::uint64_t ForgottenDocuments::count() const {
  std::uint64_t sum = 0;
  for (const auto& [kind, number] : removed) sum += number;
  return sum;
}

Result<ReadingResult> read_stored_documents(const Generation& generation, const StoredReadingOptions& options,
                                            ForgottenDocuments& forgotten, BuildProgress& progress) {
  CALLSIDE_TRY(make_private_folder(options.folder));
  CALLSIDE_ASSIGN(StoredDocuments documents, StoredDocuments::open(generation));
  return StoredReading(generation, options, std::move(documents), forgotten).read(progress);
}

}  // namespace callside
