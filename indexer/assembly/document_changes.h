#pragma once

#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

struct DocumentName {
  Kind kind = Kind::article;
  std::string id, lang;
  auto operator<=>(const DocumentName&) const = default;
};

// The documents by which two generations differ, each list sorted.
struct DocumentChanges {
  std::vector<DocumentName> added, changed, removed;

  std::size_t size() const { return added.size() + changed.size() + removed.size(); }
};

// `removed`: numbers of documents of `old` that do not stay. `added`: documents that were read. An added
// document with the name of a removed one counts as changed.
DocumentChanges document_changes(const Generation& old, const std::vector<std::uint32_t>& removed,
                                 const std::vector<SpooledDocument>& added);

}  // namespace callside
