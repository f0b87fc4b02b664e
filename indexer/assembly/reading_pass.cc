#include "indexer/assembly/reading_pass.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/assembly/batch_queue.h"
#include "indexer/base/day.h"
#include "indexer/sources/record_lines.h"

namespace callside {

namespace {

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

// One thread of the pass, and its results.
class Worker {
 public:
  Worker(unsigned number, const DocumentStream& stream, const ReadingOptions& options, SpoolWriter spool,
         std::filesystem::path spool_path)
      : number_(number),
        stream_(stream),
        strict_(options.strict),
        list_redacted_(options.list_redacted),
        admission_(options.admission),
        redactor_(options.redactor),
        analyzer_(options.records.key),
        spool_(std::move(spool)),
        spool_path_(std::move(spool_path)) {}

  // Processes records until the queue ends. A failure stops the queue.
  void run(BatchQueue& queue, BuildProgress& progress) {
    while (auto batch = queue.pop()) {
      for (Job& job : *batch) {
        auto done = process(job);
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
  std::vector<RecordRemark> remarks_;
  std::vector<RejectedRecord> rejected_;
  std::vector<RemovalRecord> removals_;
  std::vector<std::pair<std::uint64_t, LedgerRecord::Outcome>> not_admitted_;
  RedactionCounts redacted_;
  std::vector<OrderedTicket> redacted_tickets_;

  WorkerOutput output() {
    std::vector<AccessClass> classes(classes_.size());
    for (const auto& [access, number] : classes_) classes[number] = access;
    return {std::move(analyzer_.forms()), std::move(classes), spool_path_};
  }

 private:
  Result<void> process(Job& job) {
    Parsed parsed = stream_.parse(job.record);
    if (admission_ != nullptr && parsed.document) {
      const LedgerRecord::Outcome verdict = admission_->judge(*parsed.document);
      if (verdict != LedgerRecord::Outcome::indexed) {
        not_admitted_.emplace_back(job.sequence, verdict);
        return ok();
      }
    }
    for (Remark& remark : parsed.remarks) remarks_.push_back({job.sequence, std::move(remark)});
    if (parsed.removal) {
      removals_.push_back({job.sequence, std::move(*parsed.removal)});
      return ok();
    }
    if (!parsed.document) return reject(job, std::move(parsed.intended));
    Document& document = *parsed.document;
    if (document.kind == Kind::article) {
      warn_of_personal_data(job, parsed.place, document);
    } else if (!redact(job.sequence, parsed.place, document)) {
      return reject(job, std::move(parsed.document));
    }
    if (document.lang.empty()) document.lang = "und";
    SpooledDocument spooled;
    spooled.sequence = job.sequence;
    spooled.kind = document.kind;
    spooled.id = document.id;
    spooled.lang = document.lang;
    spooled.article = document.article;
    if (document.kind == Kind::ticket) spooled.closed = parse_day(document.closed).value_or(kNoTicketDay);
    spooled.worker = number_;
    const AnalysedDocument analysed = analyzer_.analyse(std::move(document));
    spooled.lengths = analysed.lengths();
    spooled.access =
        classes_.try_emplace(analysed.access, static_cast<std::uint32_t>(classes_.size())).first->second;
    spooled.analysis_language = analysed.entry.analysis_language;
    CALLSIDE_ASSIGN(spooled.position, spool_.add(analysed));
    documents_.push_back(std::move(spooled));
    return ok();
  }

  // Rejects a record whose last remark has the reason.
  Result<void> reject(const Job& job, std::optional<Document> intended) {
    if (strict_) return strict_error(remarks_.back().remark);
    if (intended) intended->body = intended->question = intended->resolution = {};
    rejected_.push_back({job.sequence, std::move(intended), job.record.bytes.empty()});
    return ok();
  }

  // Returns false if the ticket is rejected; the last remark then has the reason.
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

  // Adds a warning for each kind of personal data in an article, at the first line that contains it.
  void warn_of_personal_data(const Job& job, const Place& place, const Document& article) {
    const std::vector<ArticleValue> values = redactor_.find_in_article(article);
    if (values.empty()) return;
    struct Found {
      std::uint64_t count = 0;
      std::uint32_t line = std::numeric_limits<std::uint32_t>::max();
    };
    RecordLines lines(job.record);
    std::map<std::string, Found> found;
    for (const ArticleValue& one : values) {
      Found& of_kind = found[redactor_.name_of(one.kind)];
      ++of_kind.count;
      of_kind.line = std::min(of_kind.line, lines.of_value(one.value, one.before));
    }
    for (const auto& [kind, of_kind] : found) {
      remarks_.push_back({job.sequence,
                          {Remark::Level::warning,
                           {place.file, of_kind.line},
                           "the article seems to contain personal data: " + kind + " (" +
                               std::to_string(of_kind.count) + ")",
                           "articles are not redacted; remove it if it belongs to a real person"}});
    }
  }

  static Result<void> strict_error(const Remark& remark) {
    return fail(ErrorCode::invalid_input, to_string(remark.place) + ": " + remark.reason, remark.hint);
  }

  unsigned number_;
  const DocumentStream& stream_;
  bool strict_, list_redacted_;
  const Admission* admission_;
  Redactor redactor_;
  DocumentAnalyzer analyzer_;
  SpoolWriter spool_;
  std::filesystem::path spool_path_;
  std::map<AccessClass, std::uint32_t> classes_;
};

// Pushes the new records of the stream to the queue. Returns how many there were.
Result<std::uint64_t> feed(DocumentStream& stream, RecordRegister& entries, BatchQueue& queue,
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
void move_all(std::vector<T>& from, std::vector<T>& to) {
  if (to.empty()) {
    to = std::exchange(from, {});
    return;
  }
  std::move(from.begin(), from.end(), std::back_inserter(to));
  from = {};
}

template <typename T>
void sort_by_sequence(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return a.sequence < b.sequence; });
}

// A record has one document at most, so no order needs to be kept, which would take a copy of half of them.
void sort_documents(std::vector<SpooledDocument>& documents) {
  std::sort(documents.begin(), documents.end(),
            [](const SpooledDocument& a, const SpooledDocument& b) { return a.sequence < b.sequence; });
}

// Sets the outcomes of parsed records in the ledger. Keeps only removals that may remove something.
void set_outcomes(ReadingResult& result) {
  for (const SpooledDocument& document : result.documents)
    result.ledger.records[document.sequence].outcome = LedgerRecord::Outcome::indexed;
  const auto removes = [&](const RemovalRecord& one) {
    return one.removal.certain &&
           result.deltas.contains({result.ledger.source_of(one.sequence), one.removal.kind});
  };
  for (const RemovalRecord& one : result.removals) {
    LedgerRecord::Outcome& outcome = result.ledger.records[one.sequence].outcome;
    if (removes(one)) {
      outcome = LedgerRecord::Outcome::removal;
    } else if (one.removal.what == kDrafts) {
      outcome = LedgerRecord::Outcome::draft;
    } else if (one.removal.what == kHiddenRecords) {
      outcome = LedgerRecord::Outcome::hidden;
    } else {
      outcome = LedgerRecord::Outcome::left_out;
    }
  }
  std::erase_if(result.removals, [&](const RemovalRecord& one) { return !removes(one); });
  sort_by_sequence(result.removals);
}

}  // namespace

Remark duplicate_remark(Kind kind, const std::string& lang, const Place& place, const Place& first) {
  return {Remark::Level::rejected, place,
          std::string("duplicate ") + name_of(kind) + ": the same id and language (" + lang + ") as " +
              to_string(first),
          "keep one of the two, or change the id or lang of one"};
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
  RecordRegister entries(options.records, result.ledger);
  auto fed = feed(stream, entries, queue, options.interrupted);
  if (fed) {
    queue.close();
  } else {
    queue.stop();
  }
  threads.clear();  // joins
  if (!fed) return tl::unexpected<Error>(std::move(fed).error());

  result.records = *fed;
  for (std::size_t i = 0; i < options.records.sources.size(); ++i) {
    const std::uint32_t source = options.records.sources[i];
    for (const Kind kind : stream.deltas(i)) result.deltas.emplace(source, kind);
    entries.keep_rest(source, [&](std::uint32_t document) {
      return options.keep_all || result.deltas.contains({source, options.kind_of(document)});
    });
  }
  std::vector<OrderedTicket> tickets;
  RedactionCounts redacted;
  for (Worker& worker : workers) {
    if (worker.failure_) return tl::unexpected<Error>(std::move(*worker.failure_));
    move_all(worker.documents_, result.documents);
    move_all(worker.remarks_, result.remarks);
    move_all(worker.rejected_, result.rejected);
    move_all(worker.removals_, result.removals);
    for (const auto& [one, outcome] : worker.not_admitted_) result.ledger.records[one].outcome = outcome;
    redacted += worker.redacted_;
    move_all(worker.redacted_tickets_, tickets);
    result.workers.push_back(worker.output());
  }
  sort_documents(result.documents);
  sort_by_sequence(result.remarks);
  sort_by_sequence(result.rejected);
  sort_by_sequence(tickets);
  for (OrderedTicket& one : tickets) result.redacted_tickets.push_back(std::move(one.ticket));
  result.redacted = by_name(options.redactor, redacted);
  set_outcomes(result);
  return result;
}

}  // namespace callside
