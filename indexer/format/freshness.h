#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "indexer/format/generation.h"
#include "indexer/format/translations.h"

namespace callside {

// Whether versions of articles in an index are older than what they were translated from.

// Who asks: the documents that do not exist for them have no influence.
using MaySee = std::function<bool(std::uint32_t document)>;

struct Freshness {
  Outdated why = Outdated::no;
  std::string source_lang;  // of the version that it was translated from; empty: it is no translation
};

// Found among the versions that stand together in the store, without a search: well below a microsecond for
// an article of few versions and tickets. Tickets are never outdated.
Freshness freshness_of(const Generation& generation, std::uint32_t document, const Translations& translations,
                       const MaySee& may_see);

// Of the versions of the article that `document` is one of, the one in `lang`: the exact tag before a wider
// or narrower one ("en" and "en-US"); 0: there is none.
std::uint32_t version_in(const Generation& generation, std::uint32_t document, std::string_view lang,
                         const MaySee& may_see);

}  // namespace callside
