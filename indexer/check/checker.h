#pragma once

#include <atomic>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/time_zone.h"
#include "indexer/check/check_finding.h"
#include "indexer/check/facts.h"
#include "indexer/check/rules.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/translations.h"
#include "indexer/redact/redactor.h"

namespace callside {

struct CheckOptions {
  Rules rules;
  Redactor redactor;
  EditorialRules editorial;
  Translations translations;                          // recorded by editors; empty without an index
  std::set<std::string, std::less<>> known_articles;  // ids of articles in the index
  std::int32_t today = 0;                             // days since 1970-01-01
  TimeZone timezone;                                  // of `today`
  unsigned threads = 1;
  const std::atomic<bool>* interrupted = nullptr;
  std::atomic<std::uint64_t>* read = nullptr;  // counts records, for a progress line
};

struct CheckReport {
  Facts facts;
  std::vector<CheckFinding> findings;  // by file and line, in the order of the sources
  std::uint64_t records = 0;

  std::uint64_t count(CheckLevel level) const;
};

// Reads all records and judges them, each on its own and all together. Writes nothing. Returns an error if a
// source as a whole cannot be read.
Result<CheckReport> check(DocumentStream& stream, const CheckOptions& options);

}  // namespace callside
