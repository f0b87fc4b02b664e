#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// The layout of an index directory:
//
//   CURRENT               name of the published generation; replaced by an atomic rename
//   LOCK                  held by the one writer; says who it is
//   HELD                  there while a rollback holds: says since when, and who (publish/hold.h)
//   log.jsonl             who published what, and when (publish/publish_log.h)
//   live.json             notices and withdrawn documents (live_state.h); live.lock: held while it is changed
//   live.reserve          room on the disk for the next live.json, for when the disk is full (live_state.h)
//   translations.json     which source the translations were made from (translations.h); under live.lock, too
//   forgotten.jsonl       what must not come back, as keyed hashes (forgotten.h)
//   forgetting.jsonl      the same as it will be, while `forget` runs or was cut short
//   (publish/forget/forgetting.h) eval/DIGEST.json      what the last `eval` of a judgement file answered; no
//   part of any generation generations/NAME/     manifest.json, numbers.bin, documents/, vocabulary.bin,
//   trie.bin, xapian/, counts.bin,
//                         model.bin, callers.bin, callers_trial.bin, lexicon.bin, editors.json, ledger.bin,
//                         IN_USE; never written once published. STAGED, an empty file: it has never been
//                         published, unless CURRENT names it
//   building.NAME/        of a build that runs, or died
//
// Names are numbers of six digits or more, and grow.
class IndexFolder {
 public:
  explicit IndexFolder(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path current_file() const { return root_ / "CURRENT"; }
  std::filesystem::path lock_file() const { return root_ / "LOCK"; }
  std::filesystem::path held_file() const { return root_ / "HELD"; }
  std::filesystem::path live_file() const { return root_ / "live.json"; }
  std::filesystem::path live_lock_file() const { return root_ / "live.lock"; }
  std::filesystem::path live_reserve_file() const { return root_ / "live.reserve"; }
  std::filesystem::path translations_file() const { return root_ / "translations.json"; }
  std::filesystem::path log_file() const { return root_ / "log.jsonl"; }
  std::filesystem::path forgotten_file() const { return root_ / "forgotten.jsonl"; }
  std::filesystem::path forgetting_file() const { return root_ / "forgetting.jsonl"; }
  std::filesystem::path generations() const { return root_ / "generations"; }
  std::filesystem::path generation(const std::string& name) const { return generations() / name; }
  std::filesystem::path building(const std::string& name) const { return root_ / ("building." + name); }

  std::filesystem::path evaluations() const { return root_ / "eval"; }

  // The published generation's name. Not an index, or nothing published yet: not_found, saying which.
  Result<std::string> current() const;

  // The same for commands that write. Empty: nothing is published, or CURRENT is damaged. An error only if
  // CURRENT cannot be read now.
  Result<std::string> current_or_none() const;

  // Names of all complete generations, oldest first. Includes those that this user may not look into; opening
  // one of them says why it fails.
  std::vector<std::string> list() const;

  // The same for commands that must miss none: an error if the list cannot be read, or if it cannot be told
  // whether one is complete.
  Result<std::vector<std::string>> list_strictly() const;

  // Names of generations without a manifest, oldest first: their removal was begun.
  std::vector<std::string> incomplete() const;

  // not_found, naming those that there are, where no complete generation has that name.
  Result<void> require(const std::string& name) const;

  // Whether a generation has never been published. Publishing moves CURRENT first and removes the mark STAGED
  // then, so what CURRENT names is published with the mark, too. True for what this user may not look into:
  // nobody can say that it was published.
  bool is_staged(const std::string& name) const;
  // Names of the staged generations, oldest first.
  std::vector<std::string> staged() const;

 private:
  // The name in CURRENT; empty if there is none, or if it cannot be read.
  std::string named_by_current() const;

  std::filesystem::path root_;
};

// Whether generation `a` was made before `b`.
bool is_older(const std::string& a, const std::string& b);

// The files of a generation.
inline constexpr const char* kManifestFile = "manifest.json";
inline constexpr const char* kSegmentsFolder = "documents";
inline constexpr const char* kNumbersFile = "numbers.bin";
inline constexpr const char* kCountsFile = "counts.bin";
inline constexpr const char* kModelFile = "model.bin";
inline constexpr const char* kCallersFile = "callers.bin";
inline constexpr const char* kTrialFile = "callers_trial.bin";
inline constexpr const char* kLexiconFile = "lexicon.bin";
inline constexpr const char* kLedgerFile = "ledger.bin";
inline constexpr const char* kVocabularyFile = "vocabulary.bin";
inline constexpr const char* kTrieFile = "trie.bin";
inline constexpr const char* kXapianFolder = "xapian";
inline constexpr const char* kEditorialFile = "editors.json";
// Readers hold a shared lock on it; who removes generations asks for an exclusive one first.
inline constexpr const char* kInUseFile = "IN_USE";
inline constexpr const char* kStagedFile = "STAGED";

}  // namespace callside
