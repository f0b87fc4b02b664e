#include "indexer/assembly/parallel_writer.h"

#include <xapian.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/assembly/resolution.h"
#include "indexer/assembly/xapian_document.h"
#include "indexer/base/files.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

// Documents between commits. Xapian sorts the postings of a batch in memory, and larger batches do not fit
// into the processor's caches. Measured with 100,000 tickets whose words were in Xapian: batches of 1,000
// take 25 s of processor time, of 10,000 (Xapian's default) 29 to 35 s, of 50,000 42 s.
constexpr std::size_t kBatchDocuments = 1000;

// Results that all threads write, under a lock.
class SharedResults {
 public:
  SharedResults(ReadingResult& reading, BuildProgress& progress, Manifest& manifest)
      : reading_(reading), progress_(progress), manifest_(manifest) {}

  void add(const SpooledDocument& spooled, std::uint32_t number, const StoreEntry& entry) {
    const std::lock_guard lock(mutex_);
    reading_.ledger.records[spooled.sequence].document = number;
    count_document(entry, 1, manifest_);
    ++progress_.written;
  }

 private:
  std::mutex mutex_;
  ReadingResult& reading_;
  BuildProgress& progress_;
  Manifest& manifest_;
};

struct Part {
  std::size_t begin = 0, end = 0;  // indexes into the documents that were read
  fs::path database;
  StoreSegmentWriter segment;
  TicketPostingsWriter tickets;
  TermWeigher weigher;
  ResolvedQuestions questions;
  TicketPart written_tickets;
  std::optional<Error> failure;
};

Result<void> write_part(Part& part, const ParallelWritingOptions& options, const ReadingResult& reading,
                        const DocumentNumbers& numbers, SharedResults& shared) {
  const std::string what = "cannot write " + part.database.string();
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database, with_xapian(what, [&] {
                    return Xapian::WritableDatabase(part.database.string(),
                                                    Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
                  }));
  CALLSIDE_ASSIGN(DocumentMaker maker, DocumentMaker::open(reading, numbers, part.weigher));
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (options.interrupted != nullptr && options.interrupted->load())
      return fail(ErrorCode::interrupted, "interrupted");
    const SpooledDocument& spooled = reading.documents[i];
    const auto number = static_cast<std::uint32_t>(i + 1);
    const DocumentMaker::Made made = maker.make(spooled);
    const StoreEntry& entry = made.document.entry;
    CALLSIDE_TRY(part.segment.add(entry));
    CALLSIDE_TRY(with_xapian(what, [&] {
      database.replace_document(number, xapian_document(made.document, made.terms, part.weigher.terms()));
      if ((i + 1 - part.begin) % kBatchDocuments == 0) database.commit();
    }));
    if (entry.kind == Kind::ticket) CALLSIDE_TRY(part.tickets.add(number, entry.access_class, made.terms));
    if (options.questions != nullptr) part.questions.take(entry);
    shared.add(spooled, number, entry);
  }
  CALLSIDE_TRY(part.segment.finish());
  CALLSIDE_ASSIGN(part.written_tickets, part.tickets.finish());
  return with_xapian(what, [&] {
    database.commit();
    database.close();
  });
}

Result<void> merge(const std::vector<Part>& parts, const fs::path& path) {
  return with_xapian("cannot write " + path.string(), [&] {
    Xapian::Database all;
    for (const Part& part : parts) all.add_database(Xapian::Database(part.database.string()));
    // No renumbering: the parts already have disjoint, ascending document numbers.
    all.compact(path.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

}  // namespace

Result<void> write_in_parallel(const ParallelWritingOptions& options, ReadingResult& reading,
                               const DocumentNumbers& numbers, const TermWeigher& weigher,
                               const std::vector<std::uint32_t>& groups, BuildProgress& progress,
                               Manifest& manifest) {
  CALLSIDE_ASSIGN(DocumentStoreWriter store, DocumentStoreWriter::create(options.folder, options.name));
  const std::size_t documents = reading.documents.size();
  // Leaves room for the parts that updates add.
  const auto writers = std::min(options.threads, static_cast<unsigned>(kMaxTicketParts / 2));
  std::vector<Part> parts;
  for (unsigned i = 0; i < writers; ++i) {
    const std::string part = std::to_string(i + 1);
    CALLSIDE_ASSIGN(StoreSegmentWriter segment,
                    StoreSegmentWriter::create(options.folder, options.name + "." + part));
    const std::size_t begin = documents * i / writers;
    CALLSIDE_ASSIGN(TicketPostingsWriter tickets,
                    TicketPostingsWriter::create(options.folder, options.name + "." + part,
                                                 static_cast<std::uint32_t>(begin),
                                                 TicketPostingsWriter::kBatch / writers));
    parts.push_back({begin,
                     documents * (i + 1) / writers,
                     options.folder / ("xapian." + part),
                     std::move(segment),
                     std::move(tickets),
                     weigher,
                     {},
                     {},
                     std::nullopt});
  }
  SharedResults shared(reading, progress, manifest);
  {
    std::vector<std::jthread> threads;
    for (Part& part : parts) {
      threads.emplace_back([&] {
        if (auto done = write_part(part, options, reading, numbers, shared); !done)
          part.failure = std::move(done).error();
      });
    }
  }
  for (Part& part : parts) {
    if (part.failure) return tl::unexpected<Error>(std::move(*part.failure));
  }
  progress.phase = BuildProgress::Phase::finishing;
  CALLSIDE_TRY(merge(parts, options.folder / kXapianFolder));
  TicketIndexWriter tickets(options.folder);
  for (Part& part : parts) {
    CALLSIDE_TRY(tickets.add(std::move(part.written_tickets)));
    if (options.questions != nullptr) options.questions->append(std::move(part.questions));
    store.append(part.segment);
    CALLSIDE_TRY(remove_tree(part.database));
  }
  CALLSIDE_TRY(tickets.finish(weigher.terms(), [](std::uint32_t) { return true; }));
  return store.finish(groups, stale_documents(reading.ledger));
}

}  // namespace callside
