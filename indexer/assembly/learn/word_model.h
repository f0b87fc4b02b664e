#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/assembly/learn/compound_parts.h"
#include "indexer/format/generation.h"

namespace callside {

// What a generation learned from its whole collection, to make another one by it (Manifest::Model).
struct WordModel {
  Manifest::Model about;
  std::map<std::string, std::array<double, kFieldCount>> average_lengths;
  // What the forms' classes are numbers in; a generation made by this model numbers them alike.
  std::vector<AccessClass> classes;
  std::vector<std::string> language_tags;
  std::vector<std::string> languages;
  std::vector<FormEntry> forms;

  CompoundModel compounds() const { return {languages, forms}; }
};

// `folder`: the generation's.
Result<WordModel> read_model(const std::filesystem::path& folder, const Manifest& manifest);

// The mean lengths of a model, by number in `languages`; zero for a language that it has not.
std::vector<std::array<double, kFieldCount>> lengths_by_number(
    const std::map<std::string, std::array<double, kFieldCount>>& lengths,
    const std::vector<std::string>& languages);

}  // namespace callside
