#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/format/generation.h"

namespace callside {

// The words of a generation while an update removes and adds documents. Counts, classes and compound parts
// end up as a build of all documents with the same model would have them.
class ChangedWords {
 public:
  static Result<ChangedWords> open(const std::filesystem::path& folder, const Generation& generation);

  // Subtracts the words of a document. Returns false if they were never counted: a file is then damaged.
  bool remove(const StoredDocument& document);
  // Adds the words of new documents. Call it once, after the last remove().
  void add(const MergedForms& merged);
  // Splits new compounds by the model, and compounds whose set of classes changed. Classes that held a
  // compound before still split it in the same way.
  Result<void> split_compounds(const std::filesystem::path& folder, const Manifest& manifest,
                               unsigned threads);

  // The results, valid after split_compounds(). All words that occur in a document, in the vocabulary's
  // order:
  const std::vector<FormEntry>& entries() const { return entries_; }
  const std::vector<std::string>& languages() const { return languages_; }
  std::uint32_t next_id() const { return next_id_; }
  // By index in the forms and languages given to add(): ids of the forms, and numbers of the languages here.
  const std::vector<std::uint32_t>& ids() const { return merged_ids_; }
  const std::vector<std::uint16_t>& language_numbers() const { return merged_languages_; }
  const FormEntry& entry(std::uint32_t id) const { return entries_[by_id_[id]]; }

 private:
  void number_ids();

  std::vector<std::string> languages_;
  std::vector<FormEntry> entries_;
  std::vector<std::uint32_t> by_id_;  // index into entries_
  std::uint32_t next_id_ = 0;
  // Id and original classes of each entry that changed.
  std::vector<std::pair<std::uint32_t, std::vector<ClassCount>>> before_;
  std::vector<bool> touched_;  // by id
  std::vector<std::uint32_t> merged_ids_;
  std::vector<std::uint16_t> merged_languages_;
};

}  // namespace callside
