#pragma once

#include <set>
#include <vector>

#include "indexer/assembly/aged_tickets.h"
#include "indexer/assembly/earlier_generation.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/assembly/resolution.h"
#include "indexer/assembly/source_plan.h"

namespace callside {

// The records that the sources of a plan hold.
struct PlannedSources {
  std::vector<Manifest::Source> sources;  // in the order of the ledger's source numbers; counts are not set
  std::set<std::uint32_t> unread;         // those of `sources` that were not read
  ReadingResult reading;
  AgedTickets aged;          // of the earlier generation
  EditorialRules editorial;  // without forgotten articles
};

struct PlannedReading {
  std::filesystem::path spool;  // folder to create for spool files
  bool reuse_records = false;   // do not read unchanged records of the earlier generation again
  bool reuse_deltas = false;    // keep documents that delta exports added to it, and those of unread sources
  unsigned threads = 1;
  bool strict = false;
  bool list_redacted = false;
  const std::atomic<bool>* interrupted = nullptr;
};

// Reads the sources of `plan`. `earlier` is nullptr if there is no earlier generation. Fails with
// invalid_input if the sources and what is reused hold no document at all.
Result<PlannedSources> read_plan(const IndexFolder& folder, DocumentStream& stream, const SourcePlan& plan,
                                 const EarlierGeneration* earlier, const PlannedReading& options,
                                 BuildProgress& progress);

// Decides which record every document is made of (resolution.h).
Result<Resolution> resolve_plan(PlannedSources& sources, const EarlierGeneration* earlier);

// Fills Manifest::sources, ::rejected and ::stale from a complete ledger.
void count_sources(const Ledger& ledger, std::vector<Manifest::Source> sources, Manifest& manifest);

}  // namespace callside
