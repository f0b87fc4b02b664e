#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/build/progress.h"
#include "indexer/build/reading_pass.h"
#include "indexer/schema/document_stream.h"
#include "indexer/schema/manifest.h"

namespace callside {

// All sources into a new generation, then published: `callside-index build`.

struct BuildOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;  // for the manifest
  unsigned threads = 2;
  bool strict = false;
  Redactor redactor;           // with the organisation's rules
  bool list_redacted = false;  // fill BuildReport::redacted
  std::size_t keep = 3;  // generations, the published one among them
  const std::atomic<bool>* interrupted = nullptr;
};

struct BuildReport {
  std::string generation;
  Manifest manifest;
  std::vector<Remark> remarks;  // in the order of the sources, duplicates last
  std::vector<RedactedTicket> redacted;  // tickets of which something was taken out, in the order of the sources
};

// Publishes nothing and leaves everything as it was where it fails: no document was read, the disk is full,
// another writer holds the lock, the program is interrupted.
Result<BuildReport> build(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress);

}  // namespace callside
