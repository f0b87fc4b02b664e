#pragma once

#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// A document that an editor names, as the index knows it.
struct KnownDocument {
  std::vector<std::string> languages;  // of its versions, where it was found
  std::string generation;              // in which it was found: the published, else the newest staged one
  bool published = true;
};

// Looks an id up, of an article or a ticket. not_found where neither the published generation nor a staged
// one has it, naming ids that it may be a slip of.
Result<KnownDocument> find_known_document(const IndexFolder& folder, const std::string& id);

// The audiences that documents of the published generation, or of the newest staged one, have.
Result<std::vector<std::string>> known_audiences(const IndexFolder& folder);

}  // namespace callside
