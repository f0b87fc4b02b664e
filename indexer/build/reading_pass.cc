#include "indexer/build/reading_pass.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/schema/terms.h"

namespace callside {

namespace {

struct Job {
  std::uint64_t sequence = 0;
  RawRecord record;
};
using Batch = std::vector<Job>;

// Batches on their way to the workers. Bounded in bytes, so that a stream of large records does not fill the
// memory.
class BatchQueue {
 public:
  // Waits for room. False: the queue was stopped.
  bool push(Batch batch) {
    const std::size_t size = bytes_in(batch);
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || bytes_ == 0 || bytes_ + size <= kBytes; });
    if (stopped_) return false;
    bytes_ += size;
    batches_.push_back(std::move(batch));
    filled_.notify_one();
    return true;
  }

  // Nothing: there will be no more.
  std::optional<Batch> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stopped_ || closed_ || !batches_.empty(); });
    if (stopped_ || batches_.empty()) return std::nullopt;
    Batch batch = std::move(batches_.front());
    batches_.pop_front();
    bytes_ -= bytes_in(batch);
    room_.notify_one();
    return batch;
  }

  void close() { set(closed_); }
  void stop() { set(stopped_); }

 private:
  static constexpr std::size_t kBytes = 32U << 20U;

  static std::size_t bytes_in(const Batch& batch) {
    std::size_t size = 0;
    for (const Job& job : batch) size += job.record.bytes.size() + 256;
    return size;
  }
  void set(bool& flag) {
    const std::lock_guard lock(mutex_);
    flag = true;
    filled_.notify_all();
    room_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Batch> batches_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
  bool stopped_ = false;
};

struct OrderedRemark {
  std::uint64_t sequence;
  Remark remark;
};

struct OrderedTicket {
  std::uint64_t sequence;
  RedactedTicket ticket;
};

std::map<std::string, std::uint64_t> by_name(const Redactor& redactor, const RedactionCounts& counts) {
  std::map<std::string, std::uint64_t> named;
  for (const PersonalKind kind : redactor.kinds()) {
    if (const std::uint64_t count = counts.of(kind); count > 0) named[redactor.name_of(kind)] += count;
  }
  return named;
}

// One thread of the pass, with all that it makes.
class Worker {
 public:
  Worker(unsigned number, const DocumentStream& stream, const ReadingOptions& options, SpoolWriter spool,
         std::filesystem::path spool_path)
      : number_(number),
        stream_(stream),
        strict_(options.strict),
        list_redacted_(options.list_redacted),
        redactor_(options.redactor),
        analyzer_(options.subject_key),
        spool_(std::move(spool)),
        spool_path_(std::move(spool_path)) {}

  // Until the queue ends. A failure stops the queue.
  void run(BatchQueue& queue, BuildProgress& progress) {
    while (auto batch = queue.pop()) {
      for (Job& job : *batch) {
        auto done = take(job);
        ++progress.read;
        progress.bytes += job.record.bytes.size();
        if (!done) {
          failure_ = std::move(done).error();
          queue.stop();
          return;
        }
      }
    }
    if (auto done = spool_.finish(); !done) failure_ = std::move(done).error();
  }

  std::optional<Error> failure_;
  std::vector<SpooledDocument> documents_;
  std::vector<OrderedRemark> remarks_;
  std::vector<std::uint64_t> left_out_;
  RedactionCounts redacted_;
  std::vector<OrderedTicket> redacted_tickets_;

  WorkerOutput output() {
    std::vector<AccessClass> classes(classes_.size());
    for (const auto& [access, number] : classes_) classes[number] = access;
    return {std::move(analyzer_.forms()), std::move(classes), spool_path_};
  }

 private:
  Result<void> take(Job& job) {
    Parsed parsed = stream_.parse(job.record);
    for (Remark& remark : parsed.remarks) remarks_.push_back({job.sequence, std::move(remark)});
    if (parsed.removal) {
      left_out_.push_back(job.sequence);
      return ok();
    }
    if (!parsed.document) return strict_ ? stop_at(remarks_.back().remark) : ok();
    Document& document = *parsed.document;
    if (document.id.size() > kLongestId) {
      remarks_.push_back({job.sequence,
                          {Remark::Level::rejected, parsed.place,
                           "its id has " + std::to_string(document.id.size()) + " bytes",
                           "give it an id of at most " + std::to_string(kLongestId) + " bytes"}});
      return strict_ ? stop_at(remarks_.back().remark) : ok();
    }
    if (document.kind == Kind::article) {
      examine(job.sequence, parsed.place, document);
    } else if (!redact(job.sequence, parsed.place, document)) {
      return strict_ ? stop_at(remarks_.back().remark) : ok();
    }
    if (document.lang.empty()) document.lang = "und";
    SpooledDocument spooled;
    spooled.sequence = job.sequence;
    spooled.source = job.record.source;
    spooled.place = parsed.place;
    spooled.kind = document.kind;
    spooled.id = document.id;
    spooled.lang = document.lang;
    spooled.article = document.article;
    spooled.worker = number_;
    const AnalysedDocument analysed = analyzer_.analyse(std::move(document));
    spooled.lengths = analysed.lengths();
    spooled.access =
        classes_.try_emplace(analysed.access, static_cast<std::uint32_t>(classes_.size())).first->second;
    spooled.analysis_language = analysed.entry.analysis_language;
    CALLSIDE_ASSIGN(spooled.slot, spool_.add(analysed));
    documents_.push_back(std::move(spooled));
    return ok();
  }

  // False: the ticket is rejected, and a remark says why.
  bool redact(std::uint64_t sequence, const Place& place, Document& ticket) {
    auto counts = redactor_.redact(ticket);
    if (!counts) {
      remarks_.push_back(
          {sequence, {Remark::Level::rejected, place, counts.error().message, counts.error().hint}});
      return false;
    }
    if (list_redacted_ && counts->total() > 0) {
      redacted_tickets_.push_back({sequence, {place, ticket.id, by_name(redactor_, *counts)}});
    }
    redacted_ += *counts;
    return true;
  }

  void examine(std::uint64_t sequence, const Place& place, const Document& article) {
    for (const auto& [kind, count] : by_name(redactor_, redactor_.examine(article))) {
      remarks_.push_back(
          {sequence,
           {Remark::Level::warning, place,
            "the article seems to hold personal data: " + kind + " (" + std::to_string(count) + ")",
            "articles are not redacted; take it out if it is somebody's"}});
    }
  }

  static Result<void> stop_at(const Remark& remark) {
    return fail(ErrorCode::invalid_input, to_string(remark.place) + ": " + remark.reason, remark.hint);
  }

  unsigned number_;
  const DocumentStream& stream_;
  bool strict_, list_redacted_;
  Redactor redactor_;
  DocumentAnalyzer analyzer_;
  SpoolWriter spool_;
  std::filesystem::path spool_path_;
  std::map<AccessClass, std::uint32_t> classes_;
};

// Enters the records of a stream into a new ledger, and tells which of them are new.
class Register {
 public:
  Register(const ReadingOptions& options, Ledger& ledger) : key_(options.subject_key), ledger_(ledger) {
    ledger_.settings = options.settings;
    ledger_.began_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count();
    if (options.known != nullptr && options.known->settings == options.settings) {
      old_ = options.known;
      known_.emplace(*old_);
    }
  }

  void attach(DocumentStream& stream) {
    if (!known_) return;
    stream.pass_over([this](std::size_t source, const std::string& path, const FileStamp& stamp) {
      return known_->unchanged(source, path, stamp).has_value();
    });
  }

  // Whether the record has to be understood.
  bool enter(const RawRecord& record) {
    open_file(record);
    if (record.passed_over) {
      const std::size_t file = *known_->unchanged(record.source, record.path, record.stamp);
      ledger_.records.insert(ledger_.records.end(), old_->records.begin() + old_->files[file].first_record,
                             old_->records.begin() + old_->end_of(file));
      return false;
    }
    LedgerRecord& entry = ledger_.records.emplace_back();
    entry.digest = digest_of(record, key_);
    entry.line = static_cast<std::uint32_t>(record.place.line);
    const LedgerRecord* same =
        known_ && !record.refused ? known_->take(record.source, record.path, entry.digest) : nullptr;
    if (same == nullptr) return true;
    entry.outcome = same->outcome;
    entry.document = same->document;
    return false;
  }

  std::uint64_t last() const { return ledger_.records.size() - 1; }

 private:
  void open_file(const RawRecord& record) {
    std::vector<LedgerFile>& files = ledger_.files;
    if (!files.empty() && files.back().source == record.source && files.back().path == record.path &&
        files.back().name == record.place.file)
      return;
    files.push_back({static_cast<std::uint32_t>(record.source), record.path, record.place.file, record.stamp,
                     static_cast<std::uint32_t>(ledger_.records.size())});
  }

  const std::string& key_;
  Ledger& ledger_;
  const Ledger* old_ = nullptr;
  std::optional<KnownRecords> known_;
};

// Hands the new records of the stream to the queue; their number.
Result<std::uint64_t> feed(DocumentStream& stream, Register& entries, BatchQueue& queue,
                           const std::atomic<bool>* interrupted) {
  constexpr std::size_t kBatchRecords = 64;
  constexpr std::size_t kBatchBytes = 1U << 18U;
  std::uint64_t count = 0;
  Batch batch;
  std::size_t bytes = 0;
  entries.attach(stream);
  for (;;) {
    if (interrupted != nullptr && interrupted->load()) return fail(ErrorCode::interrupted, "interrupted");
    CALLSIDE_ASSIGN(auto record, stream.next());
    if (record && entries.enter(*record)) {
      bytes += record->bytes.size();
      batch.push_back({entries.last(), std::move(*record)});
      ++count;
    }
    if (!record || batch.size() >= kBatchRecords || bytes >= kBatchBytes) {
      if (!batch.empty() && !queue.push(std::exchange(batch, {}))) return count;
      bytes = 0;
    }
    if (!record) return count;
  }
}

template <typename T>
void sort_by_sequence(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return a.sequence < b.sequence; });
}

}  // namespace

Remark duplicate_remark(Kind kind, const std::string& lang, const Place& place, const Place& first) {
  return {Remark::Level::rejected, place,
          std::string("the same ") + name_of(kind) + ", id and language (" + lang + ") stand at " +
              to_string(first),
          "keep one of the two, or give one another id or lang"};
}

Result<ReadingResult> read_sources(DocumentStream& stream, const ReadingOptions& options,
                                   BuildProgress& progress) {
  BatchQueue queue;
  std::deque<Worker> workers;
  for (unsigned i = 0; i < options.threads; ++i) {
    const std::filesystem::path path = options.folder / ("spool." + std::to_string(i));
    CALLSIDE_ASSIGN(SpoolWriter spool, SpoolWriter::create(path));
    workers.emplace_back(i, stream, options, std::move(spool), path);
  }
  std::vector<std::jthread> threads;
  threads.reserve(workers.size());
  for (Worker& worker : workers)
    threads.emplace_back([&worker, &queue, &progress] { worker.run(queue, progress); });
  ReadingResult result;
  Register entries(options, result.ledger);
  auto fed = feed(stream, entries, queue, options.interrupted);
  if (fed) {
    queue.close();
  } else {
    queue.stop();
  }
  threads.clear();  // joins
  if (!fed) return tl::unexpected<Error>(std::move(fed).error());

  result.records = *fed;
  std::vector<OrderedRemark> remarks;
  std::vector<OrderedTicket> tickets;
  RedactionCounts redacted;
  for (Worker& worker : workers) {
    if (worker.failure_) return tl::unexpected<Error>(std::move(*worker.failure_));
    std::move(worker.documents_.begin(), worker.documents_.end(), std::back_inserter(result.documents));
    std::move(worker.remarks_.begin(), worker.remarks_.end(), std::back_inserter(remarks));
    for (const std::uint64_t one : worker.left_out_)
      result.ledger.records[one].outcome = LedgerRecord::Outcome::left_out;
    redacted += worker.redacted_;
    std::move(worker.redacted_tickets_.begin(), worker.redacted_tickets_.end(), std::back_inserter(tickets));
    result.workers.push_back(worker.output());
  }
  sort_by_sequence(result.documents);
  for (const SpooledDocument& document : result.documents)
    result.ledger.records[document.sequence].outcome = LedgerRecord::Outcome::indexed;
  sort_by_sequence(remarks);
  result.remarks.reserve(remarks.size());
  for (OrderedRemark& one : remarks) result.remarks.push_back(std::move(one.remark));
  sort_by_sequence(tickets);
  for (OrderedTicket& one : tickets) result.redacted_tickets.push_back(std::move(one.ticket));
  result.redacted = by_name(options.redactor, redacted);
  return result;
}

}  // namespace callside
