#include "indexer/assembly/document_changes.h"

#include <algorithm>
#include <iterator>

namespace callside {

namespace {

DocumentName name_of(const Generation& generation, std::uint32_t number) {
  const StoredDocument document = generation.store().document(number);
  return {document.kind(), std::string(document.id()),
          generation.manifest().language_tags[document.head().language_tag]};
}

}  // namespace

DocumentChanges document_changes(const Generation& old, const std::vector<std::uint32_t>& removed,
                                 const std::vector<SpooledDocument>& added) {
  std::vector<DocumentName> before, after;
  for (const std::uint32_t number : removed) before.push_back(name_of(old, number));
  for (const SpooledDocument& document : added) after.push_back({document.kind, document.id, document.lang});
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  DocumentChanges changes;
  std::set_intersection(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(changes.changed));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(changes.added));
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(changes.removed));
  return changes;
}

}  // namespace callside
