#pragma once

#include <atomic>
#include <filesystem>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/reading_pass.h"

namespace callside {

struct LexiconLearning {
  std::filesystem::path file;  // to write
  unsigned threads = 1;
  const std::atomic<bool>* interrupted = nullptr;
};

// Learns translations of words from articles that exist in several languages, and writes them to a file
// (bilingual_lexicon.h). For each pair of languages, it pairs titles, aligns blocks (block_alignment.h), and
// estimates which of their words translate each other (translation_model.h). Only pairs with enough evidence
// are kept, so that a few articles teach little rather than something wrong. `merged` must have the parts of
// compounds. RANKING.md, section Translations, has the measurements.
Result<void> learn_lexicon(const LexiconLearning& learning, const ReadingResult& reading,
                           const MergedForms& merged, const Numbering& numbering);

}  // namespace callside
