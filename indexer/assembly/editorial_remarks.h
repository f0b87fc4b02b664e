#pragma once

#include <vector>

#include "indexer/assembly/admission.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/index_folder.h"

namespace callside {

// The rules without the ids of forgotten articles, and without entries that then name none: what a generation
// may keep of them.
EditorialRules without_forgotten(EditorialRules rules, const Admission& admission);

// What the rules name that a generation does not have (editorial_faults.h), as warnings with their lines.
// None where the generation cannot be read: it was made all the same.
std::vector<Remark> editorial_remarks(const EditorialRules& rules, const IndexFolder& folder,
                                      const std::string& generation);

}  // namespace callside
