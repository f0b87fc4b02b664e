#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"

namespace callside {

// The words of a whole collection, merged from the words that each thread found.
struct MergedForms {
  std::vector<std::string> languages;  // 0 is "", for codes
  std::vector<FormEntry> forms;        // in the order of the vocabulary, with counts and classes
  // By worker and number in its FormTable: the number here. FormTable::kNone for words that occur in no
  // document that is kept.
  std::vector<std::vector<std::uint32_t>> form_numbers;
  std::vector<std::vector<std::uint16_t>> language_numbers;
};

// Adds the documents of class `number` to FormEntry::classes.
void count_in_class(std::vector<ClassCount>& classes, std::uint32_t number, const FormCounts& documents);

// Merges the words that occur in `documents`. `classes`: by worker, numbers of its classes in the generation.
// Takes the forms out of `workers`.
Result<MergedForms> merge_forms(std::vector<WorkerOutput>& workers,
                                const std::vector<SpooledDocument>& documents,
                                const std::vector<std::vector<std::uint32_t>>& classes);

}  // namespace callside
