#pragma once

#include <xapian.h>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/format/generation.h"

namespace callside {

// The numbers of all language versions of a document, in the order of their tags. Looks up one term for each
// language of the index, so that the time it takes tells nothing about other documents. Throws what Xapian
// throws.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          Kind kind, std::string_view id);

// The same for all documents with that id, articles first.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          std::string_view id);

// The terms (terms.h) that may name language versions of a document; not all of them need exist.
std::vector<std::string> version_terms(const Manifest& manifest, Kind kind, std::string_view id);

// The ids in the generation that are most like `id`, which may be mistyped: nearest first, at most `most`.
// Looks at every document.
std::vector<std::string> near_ids(const DocumentStore& store, std::string_view id, std::size_t most);

}  // namespace callside
