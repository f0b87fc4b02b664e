#include "indexer/format/generation.h"

#include <utility>

#include "indexer/format/damaged_file.h"
#include "indexer/format/forgotten.h"
#include "indexer/format/generation_files.h"
#include "indexer/format/index_timezone.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

Result<Generation> Generation::open(const IndexFolder& folder, const std::string& name) {
  CALLSIDE_ASSIGN(Generation generation, open_uncleaned(folder, name));
  CALLSIDE_TRY(require_cleaned(folder, name, generation.manifest_.bars));
  return generation;
}

Result<Generation> Generation::open_uncleaned(const IndexFolder& folder, const std::string& name) {
  Generation generation;
  generation.folder_ = folder;
  generation.name_ = name;
  generation.path_ = folder.generation(name);
  auto use = GenerationUse::begin(folder, name);
  if (!use) {
    if (use.error().code == ErrorCode::not_found) use.error().hint = repair_hint(folder, name);
    return tl::unexpected<Error>(std::move(use).error());
  }
  generation.use_ = std::move(*use);
  auto read = generation.read_files();
  if (read) return generation;
  // A missing file is damage, too.
  Error& error = read.error();
  if (error.code == ErrorCode::not_found) error.code = ErrorCode::damaged;
  if (error.code == ErrorCode::damaged) error.hint = repair_hint(folder, name);
  return tl::unexpected<Error>(std::move(error));
}

Result<void> Generation::read_files() {
  CALLSIDE_ASSIGN(manifest_, read_manifest(path_ / kManifestFile));
  CALLSIDE_ASSIGN(timezone_, timezone_of(manifest_));
  CALLSIDE_TRY(check_sizes(path_, manifest_));
  CALLSIDE_ASSIGN(vocabulary_, Vocabulary::open(path_ / kVocabularyFile));
  if (vocabulary_.id_end() > manifest_.next_word_id) return damaged_file(path_ / kVocabularyFile);
  CALLSIDE_ASSIGN(form_counts_, FormCountTable::open(path_ / kCountsFile, vocabulary_.size()));
  CALLSIDE_ASSIGN(trie_, WordTrie::open(path_ / kTrieFile));
  if (!trie_.fits(vocabulary_)) return damaged_file(path_ / kTrieFile);
  CALLSIDE_ASSIGN(store_, DocumentStore::open(path_));
  CALLSIDE_TRY(store_.set_limits(
      {manifest_.language_tags.size(), vocabulary_.languages().size(), manifest_.classes.size()}));
  if (folder_.is_being_built(name_)) store_.save_memory();
  CALLSIDE_ASSIGN(tickets_, TicketIndex::open(path_));
  CALLSIDE_ASSIGN(callers_, CallersWords::open(path_ / kCallersFile));
  CALLSIDE_ASSIGN(calibration_, Calibration::open(path_ / kCalibrationFile));
  CALLSIDE_ASSIGN(editorial_, read_editorial_rules(path_ / kEditorialFile));
  CALLSIDE_ASSIGN(bilingual_lexicon_, BilingualLexicon::open(path_ / kLexiconFile));
  return ok();
}

Result<Xapian::Database> Generation::open_database(const InterruptCheck& stop) const {
  const std::string path = (path_ / kXapianFolder).string();
  if (!*is_verified_) {
    CALLSIDE_TRY(verify_xapian(folder_, name_, manifest_, stop));
    *is_verified_ = true;
  }
  return with_xapian("cannot open " + path, [&] { return Xapian::Database(path); });
}

Result<void> Generation::leave_out_trial() {
  CALLSIDE_ASSIGN(callers_, CallersWords::open(path_ / kTrialFile));
  return ok();
}

bool is_lost(const Error& why_not_opened) {
  const ErrorCode code = why_not_opened.code;
  return code == ErrorCode::damaged || code == ErrorCode::not_found || code == ErrorCode::old_index;
}

}  // namespace callside
