#include "indexer/assembly/document_writer.h"

#include <utility>

#include "indexer/assembly/xapian_document.h"
#include "indexer/base/files.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

Result<Xapian::WritableDatabase> open_for_writing(const std::filesystem::path& path, int how) {
  // No sync at each commit: the whole generation is flushed before it is published.
  return with_xapian("cannot write " + path.string(),
                     [&] { return Xapian::WritableDatabase(path.string(), how | Xapian::DB_NO_SYNC); });
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

Result<void> DocumentWriter::add_all(ReadingResult& reading, const DocumentNumbers& numbers,
                                     TermWeigher& weigher, const std::atomic<bool>* interrupted,
                                     BuildProgress& progress, Manifest& manifest,
                                     ResolvedQuestions* questions) {
  CALLSIDE_ASSIGN(DocumentMaker maker, DocumentMaker::open(reading, numbers, weigher));
  for (const SpooledDocument& spooled : reading.documents) {
    if (interrupted != nullptr && interrupted->load()) return fail(ErrorCode::interrupted, "interrupted");
    const DocumentMaker::Made made = maker.make(spooled);
    CALLSIDE_ASSIGN(const std::uint32_t number, store_.add(made.document.entry));
    CALLSIDE_TRY(with_xapian(
        what_, [&] { database_.replace_document(number, xapian_document(made.document, made.terms)); }));
    if (questions != nullptr) questions->take(made.document.entry);
    reading.ledger.records[spooled.sequence].document = number;
    count_document(made.document.entry, 1, manifest);
    ++progress.written;
  }
  return ok();
}

Result<void> DocumentWriter::remove(std::uint32_t number) {
  store_.remove(number);
  return with_xapian(what_, [&] { database_.delete_document(number); });
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
