#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// The guard against half an export: what loses more than a tenth of its documents of any kind, language or
// source is not published unless somebody says that it is meant.

struct Loss {
  std::string what;  // "article", "sl", "/srv/kb/tickets.jsonl"; of sources that are gone, all their paths
  enum class By { kind, language, source } by = By::kind;
  std::uint64_t before = 0, after = 0;
};

// What `after` has less than nine tenths of: kinds, then languages, then sources. Sources that are gone are
// compared with those that are new, all together.
std::vector<Loss> losses(const DocumentCounts& before, const DocumentCounts& after);

// Why a publish was stopped, naming each loss, and how to go on.
Error shrink_error(const IndexFolder& folder, const std::string& published, const std::string& staged,
                   const std::vector<Loss>& losses);

}  // namespace callside
