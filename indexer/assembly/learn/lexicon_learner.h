#pragma once

#include <atomic>
#include <filesystem>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/reading_pass.h"

namespace callside {

struct LexiconLearning {
  std::filesystem::path file;  // that is written
  unsigned threads = 1;
  const std::atomic<bool>* interrupted = nullptr;
};

// Learns what words are called in other languages from the articles that exist in several, and writes it
// (bilingual_lexicon.h). Each pair of languages is learned by itself: titles are paired, blocks are aligned
// (block_alignment.h), and which of their words translate which is estimated (translation_model.h). Kept is
// what the evidence holds up, so that five articles teach little, and nothing wrong. `merged`: with the parts
// of compounds. RANKING.md, Translations, has the measurements.
Result<void> learn_lexicon(const LexiconLearning& learning, const ReadingResult& reading,
                           const MergedForms& merged, const Numbering& numbering);

}  // namespace callside
