#pragma once

#include <string>
#include <vector>

#include "indexer/assembly/aged_tickets.h"
#include "indexer/assembly/builder.h"
#include "indexer/assembly/resolution.h"
#include "indexer/format/generation.h"

namespace callside {

// From sources to the documents of a new generation: what builds and updates have in common.

// Where the reading pass spools, below the generation that is being made; to be removed before it is done.
inline constexpr const char* kSpoolFolder = "spool";

// The generation that the new one comes after.
struct EarlierGeneration {
  Generation generation;
  Ledger ledger;
};
Result<EarlierGeneration> open_earlier(const IndexFolder& folder, const std::string& name);

// How much of it comes along.
enum class Reuse {
  nothing,  // but what a rejected record stood for
  added,    // and what was added to it: BuildOptions::carry_deltas
  records,  // and all records that did not change
};

struct GenerationSources {
  std::vector<Manifest::Source> sources;  // as the ledger numbers them; without their counts
  ReadingResult reading;
  AgedTickets aged;  // of the earlier generation
  Resolution resolution;
  EditorialRules editorial;  // without what was forgotten
};

// Reads the sources into the spool of the generation `name`, and decides which records become documents.
// `earlier`: nullptr: there is none. An invalid_input error where there is no document at all.
Result<GenerationSources> read_for_generation(const IndexFolder& folder, const std::string& name,
                                              DocumentStream& stream, const BuildOptions& options,
                                              const EarlierGeneration* earlier, Reuse reuse,
                                              BuildProgress& progress);

// Manifest::sources, ::rejected and ::stale, by a complete ledger.
void count_sources(const Ledger& ledger, std::vector<Manifest::Source> sources, Manifest& manifest);

std::vector<Remark> without_records(std::vector<RecordRemark> remarks);

}  // namespace callside
