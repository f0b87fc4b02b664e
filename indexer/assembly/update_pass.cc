#include "indexer/assembly/update_pass.h"

#include "indexer/assembly/changed_words.h"
#include "indexer/assembly/document_writer.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/assembly/resolution.h"
#include "indexer/base/files.h"
#include "indexer/format/damaged_file.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/word_trie.h"

namespace callside {

namespace {

// The forms of the new documents. A weigher of all words would take longer than the rest of the update.
std::vector<FormEntry> written_forms(const ChangedWords& words) {
  std::vector<FormEntry> forms;
  for (const std::uint32_t id : words.ids()) forms.push_back(words.entry(id));
  return forms;
}

std::vector<std::uint32_t> group_all(const DocumentStore& store, const std::vector<std::uint32_t>& removed,
                                     const ReadingResult& reading, std::uint32_t size) {
  Groups groups(size);
  auto next_removed = removed.begin();
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (next_removed != removed.end() && *next_removed == number) {
      ++next_removed;
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
    if (!words.remove(store.document(number))) return damaged_file(options.from / kSegmentsFolder);
    count_document(store.document(number).entry(), -1, manifest);
  }
  words.add(merged);
  CALLSIDE_TRY(words.split_compounds(options.from, old.manifest(), options.threads));
  manifest.next_word_id = words.next_id();
  CALLSIDE_TRY(write_vocabulary(options.folder / kVocabularyFile, words.languages(), words.entries()));
  CALLSIDE_TRY(write_form_counts(options.folder / kCountsFile, words.entries()));
  CALLSIDE_TRY(write_word_trie(options.folder / kTrieFile, words.languages().size(), words.entries()));

  TermWeigher weigher(words.languages(), written_forms(words),
                      lengths_by_number(manifest.average_lengths, words.languages()));

  CALLSIDE_ASSIGN(DocumentWriter writer,
                  DocumentWriter::continue_from(options.from, old, removed, options.folder, options.name));
  const DocumentNumbers numbers{merged, numbering, words.ids(), words.language_numbers()};
  CALLSIDE_TRY(writer.add_all(reading, numbers, weigher, options.interrupted, progress, manifest, nullptr));
  progress.phase = BuildProgress::Phase::finishing;
  CALLSIDE_TRY(
      writer.finish(group_all(store, removed, reading, writer.size()), stale_documents(reading.ledger)));
  return manifest;
}

}  // namespace callside
