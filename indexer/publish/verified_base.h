#pragma once

#include <atomic>
#include <future>
#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Verifies the generation that an update starts from, in a thread of its own: it takes as long as reading the
// files, and meanwhile the sources are read. What is written anew out of a damaged file would get a digest
// that fits, and nobody would ever know.
class VerifiedBase {
 public:
  // `interrupted`: ends it early; may be nullptr.
  VerifiedBase(IndexFolder folder, std::string name, const std::atomic<bool>* interrupted);
  VerifiedBase(const VerifiedBase&) = delete;
  VerifiedBase& operator=(const VerifiedBase&) = delete;
  // Does not wait for the rest of the files.
  ~VerifiedBase();

  // verify_what_is_rewritten(). Once.
  Result<void> wait() { return result_.get(); }

 private:
  std::atomic<bool> abandoned_ = false;
  std::future<Result<void>> result_;  // last: it uses the other
};

}  // namespace callside
