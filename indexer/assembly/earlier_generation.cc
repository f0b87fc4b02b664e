#include "indexer/assembly/earlier_generation.h"

#include <utility>

namespace callside {

Result<EarlierGeneration> open_earlier(const IndexFolder& folder, const std::string& name) {
  CALLSIDE_ASSIGN(Generation generation, Generation::open(folder, name));
  CALLSIDE_ASSIGN(Ledger ledger,
                  read_ledger(folder.generation(name) / kLedgerFile,
                              {generation.manifest().sources.size(), generation.store().size()}));
  return EarlierGeneration{std::move(generation), std::move(ledger)};
}

}  // namespace callside
