#include "indexer/assembly/learn/word_model.h"

#include "indexer/format/index_folder.h"

namespace callside {

Result<WordModel> read_model(const std::filesystem::path& folder, const Manifest& manifest) {
  CALLSIDE_ASSIGN(const Vocabulary words, Vocabulary::open(folder / kModelFile));
  return WordModel{manifest.model,         manifest.average_lengths, manifest.classes,
                   manifest.language_tags, words.languages(),        words.entries()};
}

std::vector<std::array<double, kFieldCount>> lengths_by_number(
    const std::map<std::string, std::array<double, kFieldCount>>& lengths,
    const std::vector<std::string>& languages) {
  std::vector<std::array<double, kFieldCount>> out(languages.size());
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (const auto at = lengths.find(languages[i]); at != lengths.end()) out[i] = at->second;
  }
  return out;
}

}  // namespace callside
