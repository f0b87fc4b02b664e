#pragma once

#include <cstddef>

#include "indexer/assembly/admission.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// Number of ids of forgotten documents that were removed from files beside the generations.
struct ForgottenTraces {
  std::size_t withdrawals = 0;   // entries of live.json
  std::size_t translations = 0;  // articles in translations.json
  std::size_t evaluations = 0;   // ids in the last evaluations
  std::size_t logged = 0;        // subjects of log.jsonl
};

// Removes ids of forgotten documents from these files, except ids that another document still has. Also
// removes leftovers of killed evaluations. Call it only once no reader has a generation with a forgotten
// document open, since an entry in live.json may be what hides that document.
Result<ForgottenTraces> remove_traces(const IndexFolder& folder, const Admission& admission,
                                      const WriterLock& lock);

}  // namespace callside
