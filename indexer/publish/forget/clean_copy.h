#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "indexer/assembly/admission.h"
#include "indexer/assembly/progress.h"
#include "indexer/format/generation.h"

namespace callside {

struct CleanCopyOptions {
  std::filesystem::path from;    // folder of the generation that is copied
  std::filesystem::path folder;  // of the copy, a private one
  std::string name;              // of the copy
  const Admission* admission = nullptr;
  const BarHashes* hashes = nullptr;
  BarState bars;  // that it is made under
  const std::atomic<bool>* interrupted = nullptr;
};

struct CleanedDocuments {
  std::map<std::string, std::uint64_t> removed;  // how many versions were left out, by kind
  // Of these, by kind: document terms (terms.h) with their languages.
  std::map<std::string, std::map<std::string, std::string>> names;
  std::set<std::string> hashes;  // of these and whom they were about, as bars have them
  std::uint64_t left = 0;
};

// Writes a generation without what is forgotten, complete with its manifest and ledger, out of what is stored
// of the others. All that is learned from a collection (vocabulary, model, lengths, weights, counts) is that
// of a build of the others: nothing is taken from the old one but texts and words in their order. It shares
// no file with it. Memory as in a build.
Result<CleanedDocuments> write_clean_copy(const Generation& generation, const CleanCopyOptions& options,
                                          BuildProgress& progress);

}  // namespace callside
