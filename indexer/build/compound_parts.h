#pragma once

#include "indexer/build/form_merge.h"

namespace callside {

// Fills FormEntry::parts: what the compounds of a collection are made of, by the collection's own words.
void split_compounds(MergedForms& merged);

}  // namespace callside
