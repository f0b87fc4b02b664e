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
#include "indexer/format/callers_words.h"
#include "indexer/format/document_store.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/generation_use.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"
#include "indexer/format/vocabulary.h"
#include "indexer/format/word_trie.h"

namespace callside {

// A generation opened for reading. Immutable; any thread may use all of it but databases, which belong to the
// thread that opened them. While it lives, its files are not removed.
class Generation {
 public:
  // Looks at every file and reads through all of them but the documents' (DocumentStore::check_documents) and
  // Xapian's: what is missing, cut short, or can't be what was written is a damaged error that names it and
  // the way out. Digests are compared by verify_generation(), and of Xapian's files by open_database(). One
  // that was made before something was forgotten is not opened (forgotten.h).
  static Result<Generation> open(const IndexFolder& folder, const std::string& name);
  // Whatever it was made under: only for who cleans it.
  static Result<Generation> open_uncleaned(const IndexFolder& folder, const std::string& name);
  Generation(Generation&&) noexcept = default;
  Generation& operator=(Generation&&) = delete;
  ~Generation() = default;

  const std::string& name() const { return name_; }
  const Manifest& manifest() const { return manifest_; }
  // By which its days begin and end.
  const TimeZone& timezone() const { return timezone_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const FormCountTable& form_counts() const { return form_counts_; }
  const WordTrie& trie() const { return trie_; }
  const DocumentStore& store() const { return store_; }
  const CallersWords& callers() const { return callers_; }
  const EditorialRules& editorial() const { return editorial_; }
  const BilingualLexicon& bilingual_lexicon() const { return bilingual_lexicon_; }
  // Verifies Xapian's files first, until they were found as they were written (verify_xapian): 0.7 s a
  // gigabyte. Any thread.
  Result<Xapian::Database> open_database(const StopReading& stop = {}) const;

  // From here on callers() is what was learned without the tickets that are for trial (callers_words.h), so
  // that these may be asked. Before it is shared among threads.
  Result<void> leave_out_trial();

 private:
  Generation() = default;
  Result<void> read_files();

  IndexFolder folder_{{}};
  std::string name_;
  std::filesystem::path path_;
  std::shared_ptr<std::atomic<bool>> is_verified_ = std::make_shared<std::atomic<bool>>(false);  // Xapian's
  GenerationUse use_;
  Manifest manifest_;
  TimeZone timezone_;
  Vocabulary vocabulary_;
  FormCountTable form_counts_;
  WordTrie trie_;
  DocumentStore store_;
  CallersWords callers_;
  EditorialRules editorial_;
  BilingualLexicon bilingual_lexicon_;
};

// Whether a generation that could not be opened for this reason can never be read by this program: its
// content is damaged, a file is gone, or it is of another format or analysis. False for what may pass, such
// as a disk that fails, a missing permission or too many open files.
bool is_lost(const Error& why_not_opened);

}  // namespace callside
