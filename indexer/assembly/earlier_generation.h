#pragma once

#include <string>

#include "indexer/format/generation.h"
#include "indexer/format/ledger.h"

namespace callside {

// The generation that a new one is based on.
struct EarlierGeneration {
  Generation generation;
  Ledger ledger;
};

Result<EarlierGeneration> open_earlier(const IndexFolder& folder, const std::string& name);

}  // namespace callside
