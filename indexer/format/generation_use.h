#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Marks a generation as in use: its files are not removed while this object exists.
class GenerationUse {
 public:
  // Returns not_found if there is no such generation, changed if it is being removed.
  static Result<GenerationUse> begin(const IndexFolder& folder, const std::string& name);
  GenerationUse() = default;
  GenerationUse(GenerationUse&& other) noexcept;
  GenerationUse& operator=(GenerationUse&& other) noexcept;
  ~GenerationUse();

 private:
  int fd_ = -1;  // holds the shared lock on IN_USE
};

}  // namespace callside
