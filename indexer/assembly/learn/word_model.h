#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/assembly/learn/compound_parts.h"
#include "indexer/format/generation.h"

namespace callside {

// The model that a generation learned from its whole collection (Manifest::Model), to make another generation
// with it.
struct WordModel {
  Manifest::Model about;
  std::map<std::string, std::array<double, kFieldCount>> average_lengths;
  // Tables that the forms' numbers refer to. A generation made with this model numbers classes and tags
  // alike.
  std::vector<AccessClass> classes;
  std::vector<std::string> language_tags;
  std::vector<std::string> languages;
  std::vector<FormEntry> forms;

  CompoundModel compounds() const { return {languages, forms}; }
};

// `folder` and `manifest`: of the generation.
Result<WordModel> read_model(const std::filesystem::path& folder, const Manifest& manifest);

// Returns the mean lengths of a model, by index in `languages`; zero for languages that the model lacks.
std::vector<std::array<double, kFieldCount>> lengths_by_number(
    const std::map<std::string, std::array<double, kFieldCount>>& lengths,
    const std::vector<std::string>& languages);

}  // namespace callside
