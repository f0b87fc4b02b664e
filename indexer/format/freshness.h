#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "indexer/format/generation.h"
#include "indexer/format/translations.h"

namespace callside {

// Tells which article versions in an index are older than the version they were translated from.

// Returns true if the reader may see the document. Other documents have no influence on the result.
using MaySee = std::function<bool(std::uint32_t document)>;

struct Freshness {
  Outdated why = Outdated::no;
  std::string source_lang;  // language it was translated from; empty: not a translation
};

// Compares the versions in the document's group, without a search: well below a microsecond for an article
// with few versions and tickets. Tickets are never outdated.
Freshness freshness_of(const Generation& generation, std::uint32_t document, const Translations& translations,
                       const MaySee& may_see);

// Returns the version in `lang` of the article that `document` belongs to, or 0 if there is none. Prefers the
// exact tag to a wider or narrower one ("en" and "en-US").
std::uint32_t version_in(const Generation& generation, std::uint32_t document, std::string_view lang,
                         const MaySee& may_see);

}  // namespace callside
