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

// The first pass of a build: reads the sources, then redacts, segments and spools new records in several
// threads.

// One accepted document.
struct SpooledDocument {
  std::uint64_t sequence = 0;  // number of its record in the ledger, in the order of the sources
  Kind kind = Kind::article;
  std::string id, lang;
  std::string article;                 // for a ticket: the article that resolved it
  std::int32_t closed = kNoTicketDay;  // for a ticket: days since 1970-01-01
  std::uint32_t access = 0;            // index into the worker's classes
  unsigned worker = 0;
  SpoolWriter::Position position;
  std::array<std::uint32_t, kFieldCount> lengths{};
  std::uint16_t analysis_language = 0;  // number in the worker's table
};

// The words, access classes and spool file of one thread.
struct WorkerOutput {
  FormTable forms;
  std::vector<AccessClass> classes;
  std::filesystem::path spool;
};

// How many personal values were removed from one ticket. It never holds the values.
struct RedactedTicket {
  Place place;
  std::string id;
  std::map<std::string, std::uint64_t> counts;  // by kind, without zeros
};

// A remark and the number of its record in the ledger.
struct RecordRemark {
  std::uint64_t sequence = 0;
  Remark remark;
};

struct RejectedRecord {
  std::uint64_t sequence = 0;
  std::optional<Document> intended;  // Parsed::intended, without its text
  bool is_unreadable = false;        // the record has no bytes
};

struct RemovalRecord {
  std::uint64_t sequence = 0;
  Removal removal;
};

struct ReadingResult {
  std::vector<SpooledDocument> documents;  // in the order of the sources; WritingPass changes it
  std::vector<WorkerOutput> workers;
  std::vector<RecordRemark> remarks;     // in the order of the sources
  std::vector<RejectedRecord> rejected;  // in the order of the sources
  std::vector<RemovalRecord> removals;   // of delta exports, in the order of the sources
  // Source numbers in the ledger, with the kinds for which each is a delta export.
  std::set<std::pair<std::uint32_t, Kind>> deltas;
  std::map<std::string, std::uint64_t> redacted;  // personal values removed, by kind
  std::vector<RedactedTicket> redacted_tickets;   // in the order of the sources; empty unless asked for
  std::uint64_t records = 0;                      // number of records that were parsed
  // All records. Documents that were indexed before already have their numbers; new ones get theirs when they
  // are written.
  Ledger ledger;
};

struct ReadingOptions {
  std::filesystem::path folder;  // private; spool files are created in it
  unsigned threads = 2;
  bool strict = false;  // stop at the first rejected record
  RecordRegister::Options records;
  // Returns the kind of a document that the old ledger refers to.
  std::function<Kind(std::uint32_t document)> kind_of;
  bool keep_all = false;                 // keep documents that their source no longer contains
  const Admission* admission = nullptr;  // nullptr admits every document
  Redactor redactor;
  bool list_redacted = false;  // fill redacted_tickets
  const std::atomic<bool>* interrupted = nullptr;
};

// The remark that rejects the document at `place` because `first` has the same kind, id and language.
Remark duplicate_remark(Kind kind, const std::string& lang, const Place& place, const Place& first);

// Reads the whole stream. With `strict`, fails at the first rejected record.
Result<ReadingResult> read_sources(DocumentStream& stream, const ReadingOptions& options,
                                   BuildProgress& progress);

}  // namespace callside
