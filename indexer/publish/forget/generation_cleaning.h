#pragma once

#include <set>
#include <string>
#include <vector>

#include "indexer/assembly/admission.h"
#include "indexer/assembly/stored_reading.h"
#include "indexer/format/generation.h"
#include "indexer/publish/forget/forgetting.h"

namespace callside {

// Puts cleaned copies in the place of all generations that were made without some bar: steps 2 to 5 of
// forgetting.h. forgetting.jsonl holds the bars.
class GenerationCleaning {
 public:
  GenerationCleaning(const IndexFolder& folder, const WriterLock& lock, const BarList& list,
                     BarHashes hashes);

  // Finds out which generations need it. Call it first. Fails if one of them cannot be read now, though it
  // may be later.
  Result<void> survey();
  // Whether there is a generation that needs it.
  bool is_needed() const { return !originals_.empty(); }

  // Writes the copies. Where it fails, they are removed again.
  Result<void> write(ForgetReceipt& receipt, const std::atomic<bool>* interrupted, BuildProgress& progress);
  // Puts them in the originals' place, and condemns these. Where it fails, the act was begun, and is to be
  // completed.
  Result<void> put_in_place(ForgetReceipt& receipt);

  // Hashes of all that was left out.
  const std::set<std::string>& hashes() const { return removed_hashes_; }

 private:
  Result<void> write_copies(ForgetReceipt& receipt, const std::atomic<bool>* interrupted,
                            BuildProgress& progress);
  Result<void> remove_as_lost(ForgetReceipt::Cleaned& one, Error why);
  Result<void> write_copy(ForgetReceipt::Cleaned& one, const std::string& name,
                          const std::atomic<bool>* interrupted, BuildProgress& progress);
  Result<void> assemble_copy(Generation original, const std::string& name,
                             const std::atomic<bool>* interrupted, ForgottenDocuments& forgotten,
                             BuildProgress& progress);
  Result<void> name_copies(const ForgetReceipt& receipt);
  Result<void> point_to_copies(const ForgetReceipt& receipt);

  const IndexFolder& folder_;
  const WriterLock& lock_;
  const BarList& list_;
  BarHashes hashes_;
  Admission admission_;
  std::string current_;  // empty: nothing is published
  std::vector<std::string> originals_;
  std::map<std::string, std::string>
      done_;  // originals that have a copy already, by an act that was cut short
  std::map<std::string, std::map<std::string, std::string>> removed_names_;  // ForgottenDocuments::names
  std::set<std::string> removed_hashes_;
};

}  // namespace callside
