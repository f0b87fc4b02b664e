#pragma once

#include <cstdint>

#include "indexer/format/access.h"
#include "indexer/format/generation.h"
#include "indexer/format/translations.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/suggester.h"

namespace callside {

// Everything about a document that does not depend on the question. The reader may see the document;
// `access`: the reader's.
Suggestion describe(const Generation& generation, std::uint32_t number, const Access& access,
                    const Reach& reach, const Translations& translations);

}  // namespace callside
