#include "indexer/assembly/document_writer.h"

#include <utility>

#include "indexer/assembly/xapian_document.h"
#include "indexer/base/files.h"
#include "indexer/format/document_terms.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

Result<Xapian::WritableDatabase> open_for_writing(const std::filesystem::path& path, int how) {
  // No sync at each commit: the whole generation is flushed before it is published.
  return with_xapian("cannot write " + path.string(),
                     [&] { return Xapian::WritableDatabase(path.string(), how | Xapian::DB_NO_SYNC); });
}

// How many of the removed tickets have each term.
RemovedTickets count_removed(const Generation& old, const std::vector<std::uint32_t>& removed) {
  std::vector<StoredDocument> tickets;
  for (const std::uint32_t number : removed) {
    const StoredDocument document = old.store().document(number);
    if (document.kind() == Kind::ticket) tickets.push_back(document);
  }
  RemovedTickets counts;
  const TermSpeller speller(old.vocabulary(), tickets);
  for (const StoredDocument& ticket : tickets) {
    for (const std::string& term : speller.terms_of(ticket)) ++counts[term][ticket.head().access_class];
  }
  return counts;
}

}  // namespace

Result<DocumentWriter> DocumentWriter::create(const std::filesystem::path& folder, const std::string& name) {
  CALLSIDE_ASSIGN(DocumentStoreWriter store, DocumentStoreWriter::create(folder, name));
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database,
                  open_for_writing(folder / kXapianFolder, Xapian::DB_CREATE));
  return DocumentWriter(std::move(store), std::move(database), folder, name);
}

Result<DocumentWriter> DocumentWriter::continue_from(const std::filesystem::path& from, const Generation& old,
                                                     const std::vector<std::uint32_t>& removed,
                                                     const std::filesystem::path& folder,
                                                     const std::string& name) {
  CALLSIDE_ASSIGN(DocumentStoreWriter store, DocumentStoreWriter::create(folder, name));
  CALLSIDE_TRY(store.take_over(old.store()));
  const std::filesystem::path path = folder / kXapianFolder;
  CALLSIDE_TRY(copy_folder(from / kXapianFolder, path));
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database, open_for_writing(path, Xapian::DB_OPEN));
  DocumentWriter writer(std::move(store), std::move(database), folder, name);
  writer.removed_ = std::make_unique<RemovedTickets>(count_removed(old, removed));
  CALLSIDE_TRY(writer.tickets_.take_over(old.tickets(), *writer.removed_));
  for (const std::uint32_t number : removed) {
    writer.store_.remove(number);
    CALLSIDE_TRY(with_xapian(writer.what(), [&] { writer.database_.delete_document(number); }));
  }
  return writer;
}

std::string DocumentWriter::what() const { return "cannot write " + (folder_ / kXapianFolder).string(); }

Result<void> DocumentWriter::add_all(ReadingResult& reading, const DocumentNumbers& numbers,
                                     TermWeigher& weigher, const std::atomic<bool>* interrupted,
                                     BuildProgress& progress, Manifest& manifest,
                                     ResolvedQuestions* questions) {
  CALLSIDE_ASSIGN(DocumentMaker maker, DocumentMaker::open(reading, numbers, weigher));
  CALLSIDE_ASSIGN(TicketPostingsWriter tickets, TicketPostingsWriter::create(folder_, name_, store_.size()));
  for (const SpooledDocument& spooled : reading.documents) {
    if (interrupted != nullptr && interrupted->load()) return fail(ErrorCode::interrupted, "interrupted");
    const DocumentMaker::Made made = maker.make(spooled);
    const StoreEntry& entry = made.document.entry;
    CALLSIDE_ASSIGN(const std::uint32_t number, store_.add(entry));
    CALLSIDE_TRY(with_xapian(what(), [&] {
      database_.replace_document(number, xapian_document(made.document, made.terms, weigher.terms()));
    }));
    if (entry.kind == Kind::ticket) CALLSIDE_TRY(tickets.add(number, entry.access_class, made.terms));
    if (questions != nullptr) questions->take(entry);
    reading.ledger.records[spooled.sequence].document = number;
    count_document(entry, 1, manifest);
    ++progress.written;
  }
  CALLSIDE_ASSIGN(TicketPart part, tickets.finish());
  CALLSIDE_TRY(tickets_.add(std::move(part)));
  terms_ = weigher.terms();
  return ok();
}

Result<void> DocumentWriter::finish(const std::vector<std::uint32_t>& groups,
                                    const std::vector<std::uint32_t>& stale) {
  CALLSIDE_TRY(tickets_.finish(terms_, [this](std::uint32_t number) { return store_.has(number); }));
  CALLSIDE_TRY(store_.finish(groups, stale));
  return with_xapian(what(), [&] {
    database_.commit();
    database_.close();
  });
}

}  // namespace callside
