#include "indexer/assembly/subject_key.h"

#include "indexer/base/digest.h"
#include "indexer/base/files.h"

namespace callside {

Result<std::string> subject_key(const IndexFolder& folder) {
  const std::filesystem::path path = folder.root() / "subject.key";
  auto key = read_file(path, 4096);
  if (key) return *key;
  if (key.error().code != ErrorCode::not_found) return key;
  CALLSIDE_ASSIGN(std::string fresh, random_bytes(32));
  CALLSIDE_TRY(replace_file(path, fresh));
  return fresh;
}

}  // namespace callside
