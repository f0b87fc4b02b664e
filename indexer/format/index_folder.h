#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// The layout of an index directory:
//
//   CURRENT               name of the published generation; replaced by an atomic rename
//   LOCK                  held by the one writer; names it
//   HELD                  exists while a rollback is in force; records since when, and who (publish/hold.h)
//   log.jsonl             who published what, and when (publish/publish_log.h)
//   live.json             notices and withdrawn documents (live_state.h)
//   live.lock             held while live.json or translations.json is changed
//   live.reserve          disk space reserved for the next live.json (live_state.h)
//   translations.json     which version of its source each translation matches (translations.h)
//   subject.key           secret for the hashes of people and forgotten documents
//   forgotten.jsonl       what must not return, as keyed hashes (forgotten.h)
//   forgetting.jsonl      the next forgotten.jsonl, while `forget` runs or after it was interrupted
//                         (publish/forget/forgetting.h)
//   eval/DIGEST.json      results of the last `eval` of a judgement file; not part of any generation
//   generations/NAME/     manifest.json, numbers.bin, documents/, vocabulary.bin, trie.bin, xapian/,
//                         tickets.bin, postings/, counts.bin, model.bin, callers.bin, callers_trial.bin,
//                         lexicon.bin, calibration.bin, editors.json, ledger.bin, IN_USE; never written
//                         once published.
//                         STAGED, an empty file: never published, unless CURRENT names it
//   building.NAME/        of a running or interrupted build
//
// Names are increasing numbers of at least six digits.
class IndexFolder {
 public:
  explicit IndexFolder(std::filesystem::path root) : root_(std::move(root)) {}

  // The index as if the generation that is being built were in its place already, and nothing had been
  // changed live: to search it before it is published.
  static IndexFolder of_building(std::filesystem::path root, std::string name) {
    IndexFolder folder(std::move(root));
    folder.in_the_making_ = std::move(name);
    return folder;
  }

  // Returns true for the generation that of_building() named.
  bool is_being_built(const std::string& name) const { return !name.empty() && name == in_the_making_; }

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path current_file() const { return root_ / "CURRENT"; }
  std::filesystem::path lock_file() const { return root_ / "LOCK"; }
  std::filesystem::path held_file() const { return root_ / "HELD"; }
  std::filesystem::path live_file() const { return live_root() / "live.json"; }
  std::filesystem::path live_lock_file() const { return root_ / "live.lock"; }
  std::filesystem::path live_reserve_file() const { return root_ / "live.reserve"; }
  std::filesystem::path translations_file() const { return live_root() / "translations.json"; }
  std::filesystem::path log_file() const { return root_ / "log.jsonl"; }
  std::filesystem::path forgotten_file() const { return root_ / "forgotten.jsonl"; }
  std::filesystem::path forgetting_file() const { return root_ / "forgetting.jsonl"; }
  std::filesystem::path generations() const { return root_ / "generations"; }
  std::filesystem::path generation(const std::string& name) const {
    return is_being_built(name) ? building(name) : generations() / name;
  }
  std::filesystem::path building(const std::string& name) const { return root_ / ("building." + name); }

  std::filesystem::path evaluations() const { return root_ / "eval"; }

  // The published generation's name. Returns not_found if this is not an index or nothing is published yet.
  Result<std::string> current() const;

  // For commands that write: returns "" if nothing is published or CURRENT is damaged. Returns an error only
  // if CURRENT cannot be read at present.
  Result<std::string> current_or_none() const;

  // Names of all complete generations, oldest first. Includes those that this user has no permission to open:
  // opening them reports the reason.
  std::vector<std::string> list() const;

  // For commands that must not miss any: returns an error if the list cannot be read, or if it is unknown
  // whether a generation is complete.
  Result<std::vector<std::string>> list_strictly() const;

  // Names of generations without a manifest, oldest first. Their removal was interrupted.
  std::vector<std::string> incomplete() const;

  // Returns not_found, listing the existing generations, if no complete generation has that name.
  Result<void> require(const std::string& name) const;

  // Returns true if the generation has never been published. Publishing replaces CURRENT first and then
  // removes the mark STAGED, so the generation that CURRENT names is published even if the mark exists.
  // Returns true if this user has no permission to look: it is not known to be published.
  bool is_staged(const std::string& name) const;
  // Names of the staged generations, oldest first.
  std::vector<std::string> staged() const;

 private:
  // The name in CURRENT; empty if CURRENT does not exist or cannot be read.
  std::string named_by_current() const;

  // A folder without live changes, if the generation is being built.
  std::filesystem::path live_root() const {
    return in_the_making_.empty() ? root_ : building(in_the_making_);
  }

  std::filesystem::path root_;
  std::string in_the_making_;
};

// Returns true if generation `a` was made before `b`.
bool is_older(const std::string& a, const std::string& b);

// Files of a generation.
inline constexpr const char* kManifestFile = "manifest.json";
inline constexpr const char* kSegmentsFolder = "documents";
inline constexpr const char* kNumbersFile = "numbers.bin";
inline constexpr const char* kTicketPartsFolder = "postings";
inline constexpr const char* kTicketIndexFile = "tickets.bin";
inline constexpr const char* kCountsFile = "counts.bin";
inline constexpr const char* kModelFile = "model.bin";
inline constexpr const char* kCallersFile = "callers.bin";
inline constexpr const char* kTrialFile = "callers_trial.bin";
inline constexpr const char* kLexiconFile = "lexicon.bin";
inline constexpr const char* kCalibrationFile = "calibration.bin";
inline constexpr const char* kLedgerFile = "ledger.bin";
inline constexpr const char* kVocabularyFile = "vocabulary.bin";
inline constexpr const char* kTrieFile = "trie.bin";
inline constexpr const char* kXapianFolder = "xapian";
inline constexpr const char* kEditorialFile = "editors.json";
// Readers hold a shared lock on it. To remove a generation, take an exclusive lock first.
inline constexpr const char* kInUseFile = "IN_USE";
inline constexpr const char* kStagedFile = "STAGED";

}  // namespace callside
