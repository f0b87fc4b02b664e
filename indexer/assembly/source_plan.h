#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/config/ticket_age.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/manifest.h"
#include "indexer/redact/redactor.h"

namespace callside {

// Which sources a generation is made of, and how their records are read. The settings here decide what
// becomes of a record; AssemblyOptions has those that do not.
struct SourcePlan {
  enum class Scope {
    whole,     // `sources` and `unread` are all sources of the index
    addition,  // `sources` add documents; nothing that the index has is removed
    deltas,    // as addition, and each source must be a delta export: anything else is a usage error
  };

  std::vector<std::filesystem::path> sources;  // in the order of the stream
  // Sources of the index that are not read this time. Their documents stay.
  std::vector<std::filesystem::path> unread;
  Scope scope = Scope::whole;

  Manifest::Reading reading;  // recorded in the manifest, for the next update
  // Digest of everything except a record's bytes that affects how it is indexed. If it differs from the
  // earlier generation's, every record is read again.
  std::string settings;
  // Synonyms, pins and "never for". They affect no record: if only they change, no record is read again.
  EditorialRules editorial;
  Redactor redactor;  // with the organisation's own rules
  TicketAge ticket_max_age = TicketAge::never();
  std::optional<std::int32_t> today;  // days since 1970-01-01; by default, today in reading.timezone
};

}  // namespace callside
