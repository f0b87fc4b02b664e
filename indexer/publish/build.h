#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/assembly.h"
#include "indexer/publish/publish.h"

namespace callside {

// `callside-index build`: makes a new generation from all sources, and publishes or stages it.

struct BuildRequest {
  std::filesystem::path index;
  SourcePlan plan;
  // Keep the model of the published generation instead of learning a new one. The result equals that of an
  // update.
  bool same_model = false;
  // Also keep documents that delta exports added to the published generation, and those of unread sources.
  bool carry_deltas = false;
  AssemblyOptions assembly;
  PublishOptions publish;
};

struct BuildReport {
  std::string generation;
  Publication publication;
  Manifest manifest;
  std::vector<Remark> remarks;           // in the order of the sources, duplicates last
  std::vector<RedactedTicket> redacted;  // tickets from which personal data was removed, in the same order
};

// Takes the writer's lock. If it fails (no document was read, the disk is full, another writer holds the
// lock, the program is interrupted), nothing is published and the index is as it was.
Result<BuildReport> build(DocumentStream& stream, const BuildRequest& request, BuildProgress& progress);

}  // namespace callside
