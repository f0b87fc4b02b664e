#pragma once

#include <xapian.h>
#include <filesystem>
#include <string>

#include "indexer/base/error.h"
#include "indexer/schema/bilingual_lexicon.h"
#include "indexer/schema/callers_words.h"
#include "indexer/schema/document_store.h"
#include "indexer/schema/editorial_rules.h"
#include "indexer/schema/form_counts.h"
#include "indexer/schema/index_folder.h"
#include "indexer/schema/manifest.h"
#include "indexer/schema/vocabulary.h"
#include "indexer/schema/word_trie.h"

namespace callside {

// A generation opened for reading. Immutable; any thread may use all of it but databases, which belong to the
// thread that opened them. While it lives, its files are not removed.
class Generation {
 public:
  // One that was made before something was forgotten is not opened (forgotten.h).
  static Result<Generation> open(const IndexFolder& folder, const std::string& name);
  // Whatever it was made under: only for who cleans it.
  static Result<Generation> open_uncleaned(const IndexFolder& folder, const std::string& name);
  Generation(Generation&& other) noexcept;
  Generation& operator=(Generation&&) = delete;
  ~Generation();

  const std::string& name() const { return name_; }
  const Manifest& manifest() const { return manifest_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const FormCountTable& form_counts() const { return form_counts_; }
  const WordTrie& trie() const { return trie_; }
  const DocumentStore& store() const { return store_; }
  const CallersWords& callers() const { return callers_; }
  const EditorialRules& editorial() const { return editorial_; }
  const BilingualLexicon& bilingual_lexicon() const { return bilingual_lexicon_; }
  Result<Xapian::Database> open_database() const;

  // From here on callers() is what was learned without the tickets that are for trial (callers_words.h), so
  // that these may be asked. Before it is shared among threads.
  Result<void> leave_out_trial();

 private:
  Generation() = default;

  std::string name_;
  std::filesystem::path path_;
  int in_use_ = -1;  // descriptor that holds the shared lock
  Manifest manifest_;
  Vocabulary vocabulary_;
  FormCountTable form_counts_;
  WordTrie trie_;
  DocumentStore store_;
  CallersWords callers_;
  EditorialRules editorial_;
  BilingualLexicon bilingual_lexicon_;
};

}  // namespace callside
