#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// The guard against incomplete exports: a generation that loses more than a tenth of the documents of any
// kind, language or source is not published unless the user allows it.

struct Loss {
  std::string what;  // "article", "sl", "/srv/kb/tickets.jsonl"; for removed sources, all their paths
  enum class By { kind, language, source } by = By::kind;
  std::uint64_t before = 0, after = 0;
};

// Returns the kinds, languages and sources of which `after` has less than nine tenths, in this order. Sources
// that are gone are compared, as a whole, with those that are new.
std::vector<Loss> losses(const DocumentCounts& before, const DocumentCounts& after);

// The error for a publish that was stopped. It lists the losses; its hint has the command that publishes
// anyway.
Error shrink_error(const IndexFolder& folder, const std::string& published, const std::string& staged,
                   const std::vector<Loss>& losses);

}  // namespace callside
