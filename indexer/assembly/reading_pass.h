#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/assembly/admission.h"
#include "indexer/assembly/progress.h"
#include "indexer/assembly/record_register.h"
#include "indexer/assembly/spool.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/ledger.h"
#include "indexer/format/manifest.h"
#include "indexer/redact/redactor.h"

namespace callside {

// The first pass of a build: sources are read, and what is new in them is redacted, segmented and spooled, by
// several threads.

// One accepted document.
struct SpooledDocument {
  std::uint64_t sequence = 0;  // place in the order of the sources: its number in the ledger
  Place place;
  Kind kind = Kind::article;
  std::string id, lang;
  std::string article;                 // ticket: the article that resolved it
  std::int32_t closed = kNoTicketDay;  // ticket: the day, since 1970-01-01
  std::uint32_t access = 0;            // among the worker's classes
  unsigned worker = 0;
  SpoolWriter::Slot slot;
  std::array<std::uint32_t, kFieldCount> lengths{};
  std::uint16_t analysis_language = 0;  // number in the worker's table
};

// What one thread read, and the words that it met.
struct WorkerOutput {
  FormTable forms;
  std::vector<AccessClass> classes;
  std::filesystem::path spool;
};

// How much was taken out of one ticket. Never what.
struct RedactedTicket {
  Place place;
  std::string id;
  std::map<std::string, std::uint64_t> counts;  // by kind, those that are not 0
};

// A remark, and the record in the ledger that it is on.
struct RecordRemark {
  std::uint64_t sequence = 0;
  Remark remark;
};

struct RejectedRecord {
  std::uint64_t sequence = 0;
  std::optional<Document> intended;  // as Parsed has it, without its text
  bool is_unreadable = false;        // there were no bytes
};

struct RemovalRecord {
  std::uint64_t sequence = 0;
  Removal removal;
};

struct ReadingResult {
  std::vector<SpooledDocument> documents;  // in the order of the sources
  std::vector<WorkerOutput> workers;
  std::vector<RecordRemark> remarks;     // in the order of the sources
  std::vector<RejectedRecord> rejected;  // in the order of the sources
  std::vector<RemovalRecord> removals;   // of delta exports, in the order of the sources
  // Of which kinds a source, as the ledger numbers them, is a delta export.
  std::set<std::pair<std::uint32_t, Kind>> deltas;
  std::map<std::string, std::uint64_t> redacted;
  std::vector<RedactedTicket> redacted_tickets;  // in the order of the sources, if asked for
  std::uint64_t records = 0;                     // that were looked at
  // All records. Documents that were indexed before have their numbers already, the new ones get theirs when
  // they are written.
  Ledger ledger;
};

struct ReadingOptions {
  std::filesystem::path folder;  // private; spools are made in it
  unsigned threads = 2;
  bool strict = false;  // stop at the first rejected record
  RecordRegister::Options records;
  // Of a document that the ledger of what there is names.
  std::function<Kind(std::uint32_t document)> kind_of;
  bool keep_all = false;  // every source only adds: documents that it does not hold any more stay
  const Admission* admission = nullptr;  // what is left out; nullptr: nothing is
  Redactor redactor;
  bool list_redacted = false;  // fill redacted_tickets
  const std::atomic<bool>* interrupted = nullptr;
};

// Of a document that came before.
Remark duplicate_remark(Kind kind, const std::string& lang, const Place& place, const Place& first);

Result<ReadingResult> read_sources(DocumentStream& stream, const ReadingOptions& options,
                                   BuildProgress& progress);

}  // namespace callside
