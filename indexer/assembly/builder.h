#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/assembly/progress.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/assembly/side_by_side.h"
#include "indexer/config/ticket_age.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/ledger.h"
#include "indexer/format/manifest.h"
#include "indexer/publish/publish.h"

namespace callside {

// All sources into a new generation, then published or staged: `callside-index build`.

struct BuildOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;  // as the stream numbers them
  Manifest::Reading reading;                   // how they are read, for the manifest
  // Of all that decides what becomes of a record besides its bytes: the configuration, the defaults.
  std::string settings;
  // Synonyms, pins and "never for". They change no record: another file is a reason to publish, not to read.
  EditorialRules editorial;
  // By the published generation's model instead of its own: what an update gives.
  bool same_model = false;
  // Of an update: sources of the index that are not read now. Their documents stay.
  std::vector<std::filesystem::path> unread;
  // Of an update: `sources` only add to the index.
  bool add = false;
  // Of an update that adds: an error (usage) where one of `sources` is no delta export.
  bool add_deltas_alone = false;
  // Of a build: what delta exports brought to the published generation comes along, as do its documents of
  // `unread`.
  bool carry_deltas = false;
  // Of an update: begin with the newest generation that is staged after the published one, where there is
  // any.
  bool from_newest = false;
  // Of an update: asked once all sources are read. True: they changed meanwhile, and what was read may be
  // half of a file; then nothing is made, and the error is `changed`.
  std::function<bool()> is_outdated;
  TicketAge ticket_max_age = TicketAge::never();
  std::optional<std::int32_t> today;  // days since 1970-01-01; none: by reading.timezone
  unsigned threads = 2;
  std::size_t fewest_side_by_side = kFewestSideBySide;  // documents that several threads write
  bool strict = false;
  PublishOptions publish;
  Redactor redactor;           // with the organisation's rules
  bool list_redacted = false;  // fill BuildReport::redacted
  const std::atomic<bool>* interrupted = nullptr;
};

struct BuildReport {
  std::string generation;
  Publication publication;
  Manifest manifest;
  std::vector<Remark> remarks;  // in the order of the sources, duplicates last
  std::vector<RedactedTicket>
      redacted;  // tickets of which something was taken out, in the order of the sources
};

// Publishes nothing and leaves everything as it was where it fails: no document was read, the disk is full,
// another writer holds the lock, the program is interrupted.
Result<BuildReport> build(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress);

}  // namespace callside
