#include "indexer/schema/generation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "indexer/schema/forgotten.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

Result<Generation> Generation::open(const IndexFolder& folder, const std::string& name) {
  CALLSIDE_ASSIGN(Generation generation, open_uncleaned(folder, name));
  CALLSIDE_TRY(require_cleaned(folder, name, generation.manifest_.bars));
  return generation;
}

Result<Generation> Generation::open_uncleaned(const IndexFolder& folder, const std::string& name) {
  Generation generation;
  generation.name_ = name;
  generation.path_ = folder.generation(name);
  const std::filesystem::path in_use = generation.path_ / kInUseFile;
  generation.in_use_ = ::open(in_use.c_str(), O_RDONLY | O_CLOEXEC);
  if (generation.in_use_ < 0) return fail_errno("cannot open " + in_use.string());
  if (::flock(generation.in_use_, LOCK_SH | LOCK_NB) != 0) {
    return fail(ErrorCode::changed, "generation " + name + " is being removed", "ask again");
  }
  CALLSIDE_ASSIGN(generation.manifest_, read_manifest(generation.path_ / kManifestFile));
  CALLSIDE_ASSIGN(generation.vocabulary_, Vocabulary::open(generation.path_ / kVocabularyFile));
  CALLSIDE_ASSIGN(generation.form_counts_,
                  FormCountTable::open(generation.path_ / kCountsFile, generation.vocabulary_.size()));
  CALLSIDE_ASSIGN(generation.trie_, WordTrie::open(generation.path_ / kTrieFile));
  CALLSIDE_ASSIGN(generation.store_, DocumentStore::open(generation.path_));
  CALLSIDE_ASSIGN(generation.callers_, CallersWords::open(generation.path_ / kCallersFile));
  CALLSIDE_ASSIGN(generation.editorial_, read_editorial_rules(generation.path_ / kEditorialFile));
  CALLSIDE_ASSIGN(generation.bilingual_lexicon_, BilingualLexicon::open(generation.path_ / kLexiconFile));
  return generation;
}

Generation::Generation(Generation&& other) noexcept
    : name_(std::move(other.name_)),
      path_(std::move(other.path_)),
      in_use_(std::exchange(other.in_use_, -1)),
      manifest_(std::move(other.manifest_)),
      vocabulary_(std::move(other.vocabulary_)),
      form_counts_(std::move(other.form_counts_)),
      trie_(std::move(other.trie_)),
      store_(std::move(other.store_)),
      callers_(std::move(other.callers_)),
      editorial_(std::move(other.editorial_)),
      bilingual_lexicon_(std::move(other.bilingual_lexicon_)) {}

Generation::~Generation() {
  if (in_use_ >= 0) ::close(in_use_);
}

Result<Xapian::Database> Generation::open_database() const {
  const std::string path = (path_ / kXapianFolder).string();
  return with_xapian("cannot open " + path, [&] { return Xapian::Database(path); });
}

Result<void> Generation::leave_out_trial() {
  CALLSIDE_ASSIGN(callers_, CallersWords::open(path_ / kTrialFile));
  return ok();
}

}  // namespace callside
