#pragma once

#include <xapian.h>
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "indexer/base/error.h"
#include "indexer/base/file_digest.h"
#include "indexer/base/time_zone.h"
#include "indexer/format/bilingual_lexicon.h"
#include "indexer/format/calibration.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/document_store.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/generation_use.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"
#include "indexer/format/ticket_index.h"
#include "indexer/format/vocabulary.h"
#include "indexer/format/word_trie.h"

namespace callside {

// A generation opened for reading. Immutable; safe for any thread, except databases, which belong to the
// thread that opened them. Its files are not removed while it exists.
class Generation {
 public:
  // Checks that all files are present and complete, and validates all but those of the documents
  // (DocumentStore::check_documents) and of Xapian. A missing, truncated or invalid file is a damaged error
  // that names it and what to do. Does not compare digests: verify_generation() does, and open_database() for
  // Xapian's files. Refuses a generation that may hold something forgotten since it was made (forgotten.h).
  static Result<Generation> open(const IndexFolder& folder, const std::string& name);
  // Also opens a generation that may hold something forgotten. Only for the code that cleans it.
  static Result<Generation> open_uncleaned(const IndexFolder& folder, const std::string& name);
  Generation(Generation&&) noexcept = default;
  Generation& operator=(Generation&&) = delete;
  ~Generation() = default;

  const std::string& name() const { return name_; }
  const Manifest& manifest() const { return manifest_; }
  // The time zone in which its days begin and end.
  const TimeZone& timezone() const { return timezone_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const FormCountTable& form_counts() const { return form_counts_; }
  const WordTrie& trie() const { return trie_; }
  const DocumentStore& store() const { return store_; }
  const TicketIndex& tickets() const { return tickets_; }
  const CallersWords& callers() const { return callers_; }
  const Calibration& calibration() const { return calibration_; }
  const EditorialRules& editorial() const { return editorial_; }
  const BilingualLexicon& bilingual_lexicon() const { return bilingual_lexicon_; }
  // The first call verifies Xapian's files (verify_xapian), which takes 0.7 s per gigabyte. Any thread.
  Result<Xapian::Database> open_database(const InterruptCheck& stop = {}) const;

  // Makes callers() return the tables learned without the held-out tickets (callers_words.h), so that these
  // can be used as test questions. Call before sharing the generation between threads.
  Result<void> leave_out_trial();

 private:
  Generation() = default;
  Result<void> read_files();

  IndexFolder folder_{{}};
  std::string name_;
  std::filesystem::path path_;
  std::shared_ptr<std::atomic<bool>> is_verified_ = std::make_shared<std::atomic<bool>>(false);  // xapian/
  GenerationUse use_;
  Manifest manifest_;
  TimeZone timezone_;
  Vocabulary vocabulary_;
  FormCountTable form_counts_;
  WordTrie trie_;
  DocumentStore store_;
  TicketIndex tickets_;
  CallersWords callers_;
  Calibration calibration_;
  EditorialRules editorial_;
  BilingualLexicon bilingual_lexicon_;
};

// Returns true if the error means that this program can never open the generation: it is damaged, incomplete,
// or of another format or analysis. False for errors that may be temporary, such as a failing disk, a missing
// permission or too many open files.
bool is_lost(const Error& why_not_opened);

}  // namespace callside
