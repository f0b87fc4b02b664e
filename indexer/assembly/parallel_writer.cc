#include "indexer/assembly/parallel_writer.h"

#include <xapian.h>

#include <mutex>
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
// into the processor's caches. Measured with 100,000 tickets: batches of 1,000 take 25 s of processor time,
// of 10,000 (Xapian's default) 29 to 35 s, of 50,000 42 s.
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
  TermWeigher weigher;
  ResolvedQuestions questions;
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
    CALLSIDE_TRY(part.segment.add(made.document.entry));
    CALLSIDE_TRY(with_xapian(what, [&] {
      database.replace_document(number, xapian_document(made.document, made.terms));
      if ((i + 1 - part.begin) % kBatchDocuments == 0) database.commit();
    }));
    if (options.questions != nullptr) part.questions.take(made.document.entry);
    shared.add(spooled, number, made.document.entry);
  }
  CALLSIDE_TRY(part.segment.finish());
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
  std::vector<Part> parts;
  for (unsigned i = 0; i < options.threads; ++i) {
    const std::string part = std::to_string(i + 1);
    CALLSIDE_ASSIGN(StoreSegmentWriter segment,
                    StoreSegmentWriter::create(options.folder, options.name + "." + part));
    parts.push_back({documents * i / options.threads,
                     documents * (i + 1) / options.threads,
                     options.folder / ("xapian." + part),
                     std::move(segment),
                     weigher,
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
  for (const Part& part : parts) {
    if (options.questions != nullptr) options.questions->append(part.questions);
    store.append(part.segment);
    CALLSIDE_TRY(remove_tree(part.database));
  }
  return store.finish(groups, stale_documents(reading.ledger));
}

}  // namespace callside
