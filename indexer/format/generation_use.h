#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// A reader's claim on a generation: while it lives, nobody removes the generation's files.
class GenerationUse {
 public:
  // not_found where there is no such generation; changed where it is being removed.
  static Result<GenerationUse> begin(const IndexFolder& folder, const std::string& name);
  GenerationUse() = default;
  GenerationUse(GenerationUse&& other) noexcept;
  GenerationUse& operator=(GenerationUse&& other) noexcept;
  ~GenerationUse();

 private:
  int fd_ = -1;  // holds the shared lock on IN_USE
};

}  // namespace callside
