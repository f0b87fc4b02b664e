#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Appends names beside a word that announces them. In any order; they may overlap.
void find_names_by_context(const Reading& reading, std::vector<NameRange>& ranges);

// Like find_names_by_context, for words of kinship ("my son Luka") and labels ("holder: B. Chaudhry",
// "From:").
void find_names_of_kin(const Reading& reading, std::vector<NameRange>& ranges);
void find_labelled_names(const Reading& reading, std::vector<NameRange>& ranges);

// Like find_names_by_context, for people whom the text says something about: what they do ("Lioba promised
// me"), have, or had done.
void find_acting_names(const Reading& reading, std::vector<NameRange>& ranges);

}  // namespace callside
