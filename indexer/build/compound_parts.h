#pragma once

#include <string>
#include <vector>

#include "indexer/schema/vocabulary.h"

namespace callside {

// The words that compounds are split by, in the vocabulary's order: a collection's own, as they were when the
// generation's model was made.
struct CompoundModel {
  const std::vector<std::string>& languages;
  const std::vector<FormEntry>& forms;
};

// Fills FormEntry::parts of the given forms, whose languages are numbers in `languages`. Classes are numbered
// alike in both. The forms may be the model's own.
void split_compounds(const CompoundModel& model, const std::vector<std::string>& languages,
                     std::vector<FormEntry*> forms);

}  // namespace callside
