#pragma once

#include <set>
#include <string>
#include <vector>

#include "indexer/assembly/admission.h"
#include "indexer/assembly/stored_reading.h"
#include "indexer/format/generation.h"
#include "indexer/publish/forget/forgetting.h"

namespace callside {

// Replaces all generations that were made without some bar with cleaned copies: steps 2 to 5 of forgetting.h.
// The caller has written the bars to forgetting.jsonl.
class GenerationCleaning {
 public:
  GenerationCleaning(const IndexFolder& folder, const WriterLock& lock, const BarList& list,
                     BarHashes hashes);

  // Finds the generations to replace. Call it first. Fails if a generation cannot be read now but may be
  // later.
  Result<void> survey();
  // True if survey() found a generation to replace.
  bool is_needed() const { return !originals_.empty(); }

  // Writes the copies. If it fails, it removes them again.
  Result<void> write(ForgetReceipt& receipt, const std::atomic<bool>* interrupted, BuildProgress& progress);
  // Puts the copies in place and condemns the originals. If it fails, the operation has begun and must be
  // completed.
  Result<void> put_in_place(ForgetReceipt& receipt);

  // Hashes of the removed documents and of the people whom they are about.
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
  std::string current_;                 // empty if nothing is published
  std::vector<std::string> originals_;  // to replace, oldest first
  // Copies, by original, that a forgetting that was cut short has already put in place.
  std::map<std::string, std::string> done_;
  std::map<std::string, std::map<std::string, std::string>> removed_names_;  // ForgottenDocuments::names
  std::set<std::string> removed_hashes_;
};

}  // namespace callside
