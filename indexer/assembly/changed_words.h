#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/format/generation.h"

namespace callside {

// The words of a generation while documents go and come: a vocabulary's entries, with counts, classes, ids
// and parts kept as a build of all documents would have them.
class ChangedWords {
 public:
  static Result<ChangedWords> open(const std::filesystem::path& folder, const Generation& generation);

  // False: the record is damaged, since its words were not counted so.
  bool remove(const StoredDocument& document);
  // The words of new documents. To be called once, after the last remove().
  void add(const MergedForms& merged);
  // Splits new compounds, and those that have come to other classes of documents or left some, by the model.
  // How the classes that had a compound before split it stays as it was.
  Result<void> split_compounds(const std::filesystem::path& folder, const Manifest& manifest);

  // After that:
  // All words that a document has, in the vocabulary's order.
  const std::vector<FormEntry>& entries() const { return entries_; }
  const std::vector<std::string>& languages() const { return languages_; }
  std::uint32_t next_id() const { return next_id_; }
  // Of the forms given to add(): their ids, and of its languages: their numbers here.
  const std::vector<std::uint32_t>& ids() const { return merged_ids_; }
  const std::vector<std::uint16_t>& language_numbers() const { return merged_languages_; }
  const FormEntry& entry(std::uint32_t id) const { return entries_[by_id_[id]]; }

 private:
  void number_ids();

  std::vector<std::string> languages_;
  std::vector<FormEntry> entries_;
  std::vector<std::uint32_t> by_id_;  // index into entries_
  std::uint32_t next_id_ = 0;
  // What the classes were of each entry that was touched, by id.
  std::vector<std::pair<std::uint32_t, std::vector<ClassCount>>> before_;
  std::vector<bool> touched_;  // by id
  std::vector<std::uint32_t> merged_ids_;
  std::vector<std::uint16_t> merged_languages_;
};

}  // namespace callside
