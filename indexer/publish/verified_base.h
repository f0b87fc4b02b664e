#pragma once

#include <atomic>
#include <future>
#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Verifies the generation that an update starts from. Runs in its own thread while the sources are read,
// since it takes as long as reading all files. Without it, data copied from a damaged file would get a new,
// matching digest, and the damage would never be found.
class VerifiedBase {
 public:
  // `interrupted`: ends verification early; may be nullptr.
  VerifiedBase(IndexFolder folder, std::string name, const std::atomic<bool>* interrupted);
  VerifiedBase(const VerifiedBase&) = delete;
  VerifiedBase& operator=(const VerifiedBase&) = delete;
  // Ends verification without reading the remaining files.
  ~VerifiedBase();

  // Waits for the result of verify_what_is_rewritten(). Call it once.
  Result<void> wait() { return result_.get(); }

 private:
  std::atomic<bool> abandoned_ = false;
  std::future<Result<void>> result_;  // last member: its thread uses the other one
};

}  // namespace callside
