#pragma once

#include <string>
#include <vector>

#include "indexer/format/vocabulary.h"

namespace callside {

// The words that compounds are split by: those of the collection when the model was made, in the vocabulary's
// order.
struct CompoundModel {
  const std::vector<std::string>& languages;
  const std::vector<FormEntry>& forms;
};

// Fills FormEntry::parts of the given forms. Each access class splits a compound only by words that occur in
// its own documents, so that neither the parts nor an answer reveal words of another class. `languages`:
// names of the languages by FormEntry::language. The forms and the model must number classes alike; the forms
// may be the model's own.
void split_compounds(const CompoundModel& model, const std::vector<std::string>& languages,
                     std::vector<FormEntry*> forms, unsigned threads);

}  // namespace callside
