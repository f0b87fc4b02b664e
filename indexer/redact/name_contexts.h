#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Appends the names that stand beside a word which says that a name does, in any order; they may overlap.
void find_names_by_context(const Reading& reading, std::vector<NameRange>& ranges);

// The same beside words of kinship ("my son Luka") and labels ("holder: B. Chaudhry", "From:").
void find_names_of_kin(const Reading& reading, std::vector<NameRange>& ranges);
void find_labelled_names(const Reading& reading, std::vector<NameRange>& ranges);

// The same for names that are known by what their bearers do ("Lioba promised me"), have, or had done.
void find_acting_names(const Reading& reading, std::vector<NameRange>& ranges);

}  // namespace callside
