#pragma once

#include <xapian.h>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/schema/generation.h"

namespace callside {

// The numbers of all language versions of a document, in the order of their tags. One look a language of the
// index: how long it takes says nothing of other documents. Throws what Xapian throws.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          Kind kind, std::string_view id);

// Of all documents with that id, articles first.
std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          std::string_view id);

// The terms (terms.h) that may name language versions of a document; not all of them need exist.
std::vector<std::string> version_terms(const Manifest& manifest, Kind kind, std::string_view id);

// The ids of the generation that `id` resembles most, for who mistyped one: nearest first, at most `most`. It
// looks at every document.
std::vector<std::string> near_ids(const DocumentStore& store, std::string_view id, std::size_t most);

}  // namespace callside
