#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// counts.bin, the vocabulary's companion: the number of documents of each access class that contain a form.
// An answer counts only documents that its reader may see.

Result<void> write_form_counts(const std::filesystem::path& path, const std::vector<FormEntry>& forms);

// Fills in ClassCount::counts. `forms` must be the entries of the vocabulary that the file was written with.
Result<void> read_form_counts(const std::filesystem::path& path, std::vector<FormEntry>& forms);

// A memory-mapped counts file. Immutable; safe for any thread.
class FormCountTable {
 public:
  // `forms`: the vocabulary's size.
  static Result<FormCountTable> open(const std::filesystem::path& path, std::uint32_t forms);

  // The form's counts, sorted by class. Empty if all its documents are of one class, in which case
  // Form::counts is the count; and for a number without a form.
  std::span<const ClassCount> of(std::uint32_t form) const {
    if (form >= forms_) return {};
    const std::uint32_t first = first_[form], last = first_[form + 1];
    if (first > last || last > count_) return {};  // damaged since it was opened
    return {counts_ + first, counts_ + last};
  }

 private:
  MappedFile file_;
  const std::uint32_t* first_ = nullptr;  // by form, followed by a sentinel
  const ClassCount* counts_ = nullptr;
  std::uint32_t forms_ = 0, count_ = 0;
};

}  // namespace callside
