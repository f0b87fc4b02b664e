#include "indexer/build/update_pass.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "indexer/base/files.h"
#include "indexer/build/changed_words.h"
#include "indexer/build/document_writer.h"
#include "indexer/build/resolution.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/word_trie.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

// The documents that hold one of these words, of those that stay.
Result<std::vector<std::uint32_t>> documents_with(const Generation& generation, const ChangedWords& words,
                                                  const std::vector<std::uint32_t>& ids,
                                                  const std::vector<std::uint32_t>& removed) {
  std::vector<std::uint32_t> numbers;
  if (ids.empty()) return numbers;
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  CALLSIDE_TRY(with_xapian("cannot read generation " + generation.name(), [&] {
    for (const std::uint32_t id : ids) {
      const FormEntry& form = words.entry(id);
      const std::string term = form_term(words.languages()[form.language], form.kind, form.folded);
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
        numbers.push_back(*at);
    }
  }));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::erase_if(numbers, [&](std::uint32_t number) {
    return std::binary_search(removed.begin(), removed.end(), number);
  });
  return numbers;
}

std::array<std::uint32_t, kFieldCount> lengths_of(const StoreEntry& entry) {
  AnalysedDocument document;
  document.entry = entry;
  return document.lengths();
}

// The forms of the documents that are written, and their numbers among these by id: a weigher of all words
// would take longer than all else.
class WrittenForms {
 public:
  WrittenForms(const ChangedWords& words, std::vector<StoreEntry>& reweighed) : words_(words) {
    for (const std::uint32_t id : words.ids()) take(id);
    for (StoreEntry& entry : reweighed) {
      renumber(entry.title_words);
      renumber(entry.keyword_words);
      for (StoredBlock& block : entry.blocks) renumber(block.words);
    }
  }

  const std::vector<FormEntry>& forms() const { return forms_; }

 private:
  std::uint32_t take(std::uint32_t id) {
    const auto [at, fresh] = numbers_.try_emplace(id, static_cast<std::uint32_t>(forms_.size()));
    if (fresh) forms_.push_back(words_.entry(id));
    return at->second;
  }
  void renumber(std::vector<std::uint32_t>& list) {
    for (std::uint32_t& word : list) word = take(word & ~kOverlayBit) | (word & kOverlayBit);
  }

  const ChangedWords& words_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<FormEntry> forms_;
};

std::vector<std::uint32_t> group_all(const DocumentStore& store, const std::vector<std::uint32_t>& removed,
                                     const ReadingResult& reading, std::uint32_t size) {
  Groups groups(size);
  auto gone = removed.begin();
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (gone != removed.end() && *gone == number) {
      ++gone;
    } else if (store.has(number)) {
      const StoredDocument document = store.document(number);
      groups.add(number, document.kind(), document.id(), document.article());
    }
  }
  for (const SpooledDocument& document : reading.documents) {
    groups.add(reading.ledger.records[document.sequence].document, document.kind, document.id,
               document.article);
  }
  return groups.number();
}

}  // namespace

Result<Manifest> write_update(const UpdatePassOptions& options, const Generation& old,
                              const std::vector<std::uint32_t>& removed, ReadingResult& reading,
                              BuildProgress& progress) {
  progress.documents = reading.documents.size();
  progress.phase = BuildProgress::Phase::writing;
  const DocumentStore& store = old.store();
  Manifest manifest = old.manifest();
  CALLSIDE_ASSIGN(const Numbering numbering, Numbering::of(reading, manifest));
  CALLSIDE_ASSIGN(const MergedForms merged,
                  merge_forms(reading.workers, reading.documents, numbering.classes()));

  CALLSIDE_ASSIGN(ChangedWords words, ChangedWords::open(options.from, old));
  for (const std::uint32_t number : removed) {
    words.remove(store.document(number));
    count_document(store.document(number).entry(), -1, manifest);
  }
  words.add(merged);
  CALLSIDE_ASSIGN(const std::vector<std::uint32_t> other_parts,
                  words.split_compounds(options.from, old.manifest()));
  manifest.next_word_id = words.next_id();
  CALLSIDE_TRY(write_vocabulary(options.folder / kVocabularyFile, words.languages(), words.entries()));
  CALLSIDE_TRY(write_form_counts(options.folder / kCountsFile, words.entries()));
  CALLSIDE_TRY(write_word_trie(options.folder / kTrieFile, words.languages().size(), words.entries()));
  for (const char* learned : {kModelFile, kCallersFile, kTrialFile, kLexiconFile})
    CALLSIDE_TRY(link_file(options.from / learned, options.folder / learned));

  CALLSIDE_ASSIGN(const std::vector<std::uint32_t> reweighed,
                  documents_with(old, words, other_parts, removed));
  std::vector<StoreEntry> entries;
  for (const std::uint32_t number : reweighed) entries.push_back(store.document(number).entry());
  const WrittenForms written(words, entries);
  TermWeigher weigher(words.languages(), written.forms(),
                      lengths_by_number(manifest.average_lengths, words.languages()));

  CALLSIDE_ASSIGN(DocumentWriter writer,
                  DocumentWriter::continue_from(options.from, store, options.folder, options.name));
  for (const std::uint32_t number : removed) CALLSIDE_TRY(writer.remove(number));
  for (std::size_t i = 0; i < reweighed.size(); ++i)
    CALLSIDE_TRY(writer.replace(reweighed[i], weigher.weigh(entries[i], lengths_of(entries[i]))));
  const DocumentNumbers numbers{merged, numbering, words.ids(), words.language_numbers()};
  CALLSIDE_TRY(writer.add_all(reading, numbers, weigher, options.interrupted, progress, manifest, nullptr));
  progress.phase = BuildProgress::Phase::finishing;
  CALLSIDE_TRY(
      writer.finish(group_all(store, removed, reading, writer.size()), stale_documents(reading.ledger)));
  return manifest;
}

}  // namespace callside
