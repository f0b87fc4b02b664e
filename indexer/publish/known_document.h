#pragma once

#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// A document of the index that an editor named by its id.
struct KnownDocument {
  std::vector<std::string> languages;  // of its versions in `generation`
  std::string generation;              // the published one, else the newest staged one that has it
  bool published = true;
};

// Looks up the id of an article or a ticket. Fails with not_found, suggesting similar ids, if neither the
// published generation nor a staged one has it.
Result<KnownDocument> find_known_document(const IndexFolder& folder, const std::string& id);

// Returns the audiences of all documents in the published generation, else in the newest staged one.
Result<std::vector<std::string>> known_audiences(const IndexFolder& folder);

}  // namespace callside
