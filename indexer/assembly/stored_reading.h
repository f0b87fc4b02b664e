#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "indexer/assembly/admission.h"
#include "indexer/assembly/progress.h"
#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// The documents of a generation that must be forgotten.
struct ForgottenDocuments {
  std::map<std::string, std::uint64_t> removed;  // number of versions, by kind
  // By kind: document terms (terms.h) with their languages.
  std::map<std::string, std::map<std::string, std::string>> names;
  std::set<std::string> hashes;  // hashes of these documents and of the people they are about (bar_hashes.h)
  std::uint64_t left = 0;        // documents that stay

  std::uint64_t count() const;
};

struct StoredReadingOptions {
  std::filesystem::path folder;  // private; the spool is made in it
  const Admission& admission;
  const BarHashes& hashes;
  const std::atomic<bool>* interrupted = nullptr;
};

// Reads the documents that a generation stores, except forgotten ones, as read_sources() reads documents from
// sources. A document's sequence is its number in the generation; the ledger of the result is indexed by it.
// Only texts and the sequence of their words are taken from the generation.
Result<ReadingResult> read_stored_documents(const Generation& generation, const StoredReadingOptions& options,
                                            ForgottenDocuments& forgotten, BuildProgress& progress);

}  // namespace callside
