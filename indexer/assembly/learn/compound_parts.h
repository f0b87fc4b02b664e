#pragma once

#include <string>
#include <vector>

#include "indexer/format/vocabulary.h"

namespace callside {

// The words that compounds are split by, in the vocabulary's order: a collection's own, as they were when the
// generation's model was made.
struct CompoundModel {
  const std::vector<std::string>& languages;
  const std::vector<FormEntry>& forms;
};

// Fills FormEntry::parts of the given forms: each class of documents that holds a compound splits it by the
// words that it holds itself, so that neither the split nor an answer tells of another class's words. The
// forms' languages are numbers in `languages`; classes are numbered alike in both. The forms may be the
// model's own.
void split_compounds(const CompoundModel& model, const std::vector<std::string>& languages,
                     std::vector<FormEntry*> forms);

}  // namespace callside
