#pragma once

#include <cstddef>

#include "indexer/assembly/admission.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// Where ids of forgotten documents stand beside the generations.
struct ForgottenTraces {
  std::size_t withdrawals = 0;   // entries of live.json
  std::size_t translations = 0;  // articles in translations.json
  std::size_t evaluations = 0;   // ids in the last evaluations
  std::size_t logged = 0;        // subjects of log.jsonl
};

// Takes them out, and removes what a killed evaluation left. An id that some document still has stays. Only
// once no reader has a generation with a forgotten document: live.json may be what hides it.
Result<ForgottenTraces> remove_traces(const IndexFolder& folder, const Admission& admission,
                                      const WriterLock& lock);

}  // namespace callside
