#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// counts.bin, beside a vocabulary: how many documents of each access class hold a form. An answer counts only
// what its reader may see.

Result<void> write_form_counts(const std::filesystem::path& path, const std::vector<FormEntry>& forms);

// Fills ClassCount::counts. `forms`: the entries of the vocabulary that the file was written for.
Result<void> read_form_counts(const std::filesystem::path& path, std::vector<FormEntry>& forms);

// The file, mapped. Immutable; any thread.
class FormCountTable {
 public:
  // `forms`: how many the vocabulary has.
  static Result<FormCountTable> open(const std::filesystem::path& path, std::uint32_t forms);

  // By class, sorted. Empty where all documents that hold the form are of one class: Form::counts says all.
  // Empty, too, for a number that no form has.
  std::span<const ClassCount> of(std::uint32_t form) const {
    if (form >= forms_) return {};
    const std::uint32_t first = first_[form], last = first_[form + 1];
    if (first > last || last > count_) return {};  // damaged since it was opened
    return {counts_ + first, counts_ + last};
  }

 private:
  MappedFile file_;
  const std::uint32_t* first_ = nullptr;  // by form; one more at the end
  const ClassCount* counts_ = nullptr;
  std::uint32_t forms_ = 0, count_ = 0;
};

}  // namespace callside
