#pragma once

#include <vector>

#include "indexer/assembly/admission.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Removes the ids of forgotten articles from the rules, and rules that then name no article. A generation
// must not store the rest.
EditorialRules without_forgotten(EditorialRules rules, const Admission& admission);

// Warns about articles and words in the rules that a generation does not have (editorial_faults.h), with line
// numbers. Returns no remarks if the generation cannot be read, since the build itself succeeded.
std::vector<Remark> editorial_remarks(const EditorialRules& rules, const IndexFolder& folder,
                                      const std::string& generation);

}  // namespace callside
