#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"

namespace callside {

// The words of a whole collection, out of what each thread met.
struct MergedForms {
  std::vector<std::string> languages;  // 0: "", of codes
  std::vector<FormEntry> forms;        // in the order of the vocabulary, with counts and classes
  // By worker: number there to number here; FormTable::kNone for words that no kept document holds.
  std::vector<std::vector<std::uint32_t>> form_numbers;
  std::vector<std::vector<std::uint16_t>> language_numbers;
};

// Counts documents of a class into FormEntry::classes.
void count_in_class(std::vector<ClassCount>& classes, std::uint32_t number, const FormCounts& documents);

// `classes`: by worker, its classes' numbers in the generation.
Result<MergedForms> merge_forms(std::vector<WorkerOutput>& workers,
                                const std::vector<SpooledDocument>& documents,
                                const std::vector<std::vector<std::uint32_t>>& classes);

}  // namespace callside
