#pragma once

#include <xapian.h>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/format/generation.h"

namespace callside {

// Returns the numbers of all language versions of a document, ordered by language tag. Looks up one term per
// language of the index, so the time taken reveals nothing about other documents. Throws Xapian's exceptions.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          Kind kind, std::string_view id);

// Finds all documents with that id, articles first.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          std::string_view id);

// The terms (terms.h) of all possible language versions of a document. Some may not exist in the index.
std::vector<std::string> version_terms(const Manifest& manifest, Kind kind, std::string_view id);

// Returns at most `most` ids of the generation that resemble `id`, nearest first, as suggestions for a
// mistyped id. Reads every document.
std::vector<std::string> near_ids(const DocumentStore& store, std::string_view id, std::size_t most);

}  // namespace callside
