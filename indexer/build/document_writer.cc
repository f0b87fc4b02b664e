#include "indexer/build/document_writer.h"

#include <utility>

#include "indexer/base/files.h"
#include "indexer/build/xapian_document.h"
#include "indexer/schema/index_folder.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

Result<Xapian::WritableDatabase> open_for_writing(const std::filesystem::path& path, int how) {
  // Not synced at each commit: the whole generation is, before it is published.
  return with_xapian("cannot write " + path.string(),
                     [&] { return Xapian::WritableDatabase(path.string(), how | Xapian::DB_NO_SYNC); });
}

void renumber(std::vector<std::uint32_t>& words, const std::vector<std::uint32_t>& numbers) {
  for (std::uint32_t& word : words) word = numbers[word & ~kOverlayBit] | (word & kOverlayBit);
}

void renumber(StoreEntry& entry, const std::vector<std::uint32_t>& numbers) {
  renumber(entry.title_words, numbers);
  renumber(entry.keyword_words, numbers);
  for (StoredBlock& block : entry.blocks) renumber(block.words, numbers);
}

}  // namespace

Result<DocumentWriter> DocumentWriter::create(const std::filesystem::path& folder, const std::string& name) {
  CALLSIDE_ASSIGN(DocumentStoreWriter store, DocumentStoreWriter::create(folder, name));
  const std::filesystem::path path = folder / kXapianFolder;
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database, open_for_writing(path, Xapian::DB_CREATE));
  return DocumentWriter(std::move(store), std::move(database), "cannot write " + path.string());
}

Result<DocumentWriter> DocumentWriter::continue_from(const std::filesystem::path& from,
                                                     const DocumentStore& store,
                                                     const std::filesystem::path& folder,
                                                     const std::string& name) {
  CALLSIDE_ASSIGN(DocumentStoreWriter next, DocumentStoreWriter::create(folder, name));
  CALLSIDE_TRY(next.take_over(store));
  const std::filesystem::path path = folder / kXapianFolder;
  CALLSIDE_TRY(copy_folder(from / kXapianFolder, path));
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database, open_for_writing(path, Xapian::DB_OPEN));
  return DocumentWriter(std::move(next), std::move(database), "cannot write " + path.string());
}

Result<void> DocumentWriter::add_all(ReadingResult& reading, const MergedForms& merged,
                                     const Numbering& numbering, const std::vector<std::uint32_t>& ids,
                                     const std::vector<std::uint16_t>& languages, TermWeigher& weigher,
                                     const std::atomic<bool>* interrupted, BuildProgress& progress,
                                     Manifest& manifest) {
  std::vector<Spool> spools;
  for (const WorkerOutput& worker : reading.workers) {
    CALLSIDE_ASSIGN(Spool spool, Spool::open(worker.spool));
    spools.push_back(std::move(spool));
  }
  for (const SpooledDocument& spooled : reading.documents) {
    if (interrupted != nullptr && interrupted->load()) return fail(ErrorCode::interrupted, "interrupted");
    AnalysedDocument document = spools[spooled.worker].read(spooled.slot);
    StoreEntry& entry = document.entry;
    renumber(entry, merged.form_numbers[spooled.worker]);
    entry.analysis_language = languages[merged.language_numbers[spooled.worker][entry.analysis_language]];
    entry.language_tag = numbering.tag_of(spooled);
    entry.access_class = static_cast<std::uint16_t>(numbering.class_of(spooled));
    const auto& terms = weigher.weigh(entry, spooled.lengths);
    renumber(entry, ids);
    CALLSIDE_ASSIGN(const std::uint32_t number, store_.add(entry));
    CALLSIDE_TRY(
        with_xapian(what_, [&] { database_.replace_document(number, xapian_document(document, terms)); }));
    reading.ledger.records[spooled.sequence].document = number;
    count_document(entry, 1, manifest);
    ++progress.written;
  }
  return ok();
}

Result<void> DocumentWriter::remove(std::uint32_t number) {
  store_.remove(number);
  return with_xapian(what_, [&] { database_.delete_document(number); });
}

Result<void> DocumentWriter::replace(std::uint32_t number,
                                     const std::vector<TermWeigher::WeightedTerm>& terms) {
  return with_xapian(what_, [&] {
    Xapian::Document document = database_.get_document(number);
    replace_terms(document, terms);
    database_.replace_document(number, document);
  });
}

Result<void> DocumentWriter::finish(const std::vector<std::uint32_t>& groups,
                                    const std::vector<std::uint32_t>& stale) {
  CALLSIDE_TRY(store_.finish(groups, stale));
  return with_xapian(what_, [&] {
    database_.commit();
    database_.close();
  });
}

}  // namespace callside
