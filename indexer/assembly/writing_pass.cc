#include "indexer/assembly/writing_pass.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "indexer/analysis/fingerprint.h"
#include "indexer/assembly/document_writer.h"
#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/callers_training.h"
#include "indexer/assembly/learn/compound_parts.h"
#include "indexer/assembly/learn/lexicon_learner.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/resolution.h"
#include "indexer/assembly/weights.h"
#include "indexer/base/files.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/word_trie.h"

namespace callside {

namespace {

// Mean length of each field over the documents that have it, by analysis language.
std::map<std::string, TermWeigher::Lengths> average_lengths(const ReadingResult& reading,
                                                            const MergedForms& merged) {
  std::vector<TermWeigher::Lengths> sums(merged.languages.size());
  std::vector<std::array<std::uint64_t, kFieldCount>> counts(merged.languages.size());
  for (const SpooledDocument& document : reading.documents) {
    const std::uint16_t language = merged.language_numbers[document.worker][document.analysis_language];
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      sums[language][f] += document.lengths[f];
      counts[language][f] += document.lengths[f] > 0 ? 1 : 0;
    }
  }
  std::map<std::string, TermWeigher::Lengths> averages;
  for (std::size_t language = 1; language < sums.size(); ++language) {
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      if (counts[language][f] > 0) sums[language][f] /= static_cast<double>(counts[language][f]);
    }
    averages[merged.languages[language]] = sums[language];
  }
  return averages;
}

Groups groups_of(const ReadingResult& reading) {
  Groups groups(reading.documents.size());
  std::uint32_t number = 0;
  for (const SpooledDocument& document : reading.documents)
    groups.add(++number, document.kind, document.id, document.article);
  return groups;
}

std::vector<FormEntry*> all_of(std::vector<FormEntry>& forms) {
  std::vector<FormEntry*> all;
  all.reserve(forms.size());
  for (FormEntry& form : forms) all.push_back(&form);
  return all;
}

// What the tickets teach, into the generation.
Result<void> learn(const std::filesystem::path& folder, const ResolvedQuestions& questions,
                   const ReadingResult& reading) {
  std::vector<std::string> articles;
  for (const SpooledDocument& document : reading.documents) {
    if (document.kind == Kind::article) articles.push_back(document.id);
  }
  std::sort(articles.begin(), articles.end());
  CALLSIDE_ASSIGN(const Vocabulary vocabulary, Vocabulary::open(folder / kVocabularyFile));
  const LearnedCallersWords learned = learn_callers_words(questions, articles, vocabulary);
  CALLSIDE_TRY(write_callers_words(folder / kTrialFile, learned, true));
  return write_callers_words(folder / kCallersFile, learned);
}

}  // namespace

Result<Manifest> write_generation(const WritingOptions& options, ReadingResult& reading,
                                  BuildProgress& progress) {
  const std::filesystem::path& folder = options.folder;
  progress.documents = reading.documents.size();
  progress.phase = BuildProgress::Phase::writing;

  Manifest manifest;
  manifest.fingerprint = analysis_fingerprint();
  const WordModel* model = options.model;
  if (model != nullptr) {
    manifest.classes = model->classes;
    manifest.language_tags = model->language_tags;
    manifest.model = model->about;
    manifest.average_lengths = model->average_lengths;
  }
  CALLSIDE_ASSIGN(const Numbering numbering, Numbering::of(reading, manifest));
  CALLSIDE_ASSIGN(MergedForms merged, merge_forms(reading.workers, reading.documents, numbering.classes()));
  split_compounds(model != nullptr ? model->compounds() : CompoundModel{merged.languages, merged.forms},
                  merged.languages, all_of(merged.forms));
  CALLSIDE_TRY(write_vocabulary(folder / kVocabularyFile, merged.languages, merged.forms));
  CALLSIDE_TRY(write_form_counts(folder / kCountsFile, merged.forms));
  CALLSIDE_TRY(write_word_trie(folder / kTrieFile, merged.languages.size(), merged.forms));
  if (model != nullptr) {
    for (const char* learned : {kModelFile, kCallersFile, kTrialFile, kLexiconFile})
      CALLSIDE_TRY(link_file(options.model_folder / learned, folder / learned));
  } else {
    CALLSIDE_TRY(link_file(folder / kVocabularyFile, folder / kModelFile));
    manifest.average_lengths = average_lengths(reading, merged);
    CALLSIDE_TRY(learn_lexicon({folder / kLexiconFile, options.threads, options.interrupted}, reading, merged,
                               numbering));
  }
  TermWeigher weigher(merged.languages, merged.forms,
                      lengths_by_number(manifest.average_lengths, merged.languages));
  manifest.next_word_id = static_cast<std::uint32_t>(merged.forms.size());

  std::vector<std::uint32_t> ids(merged.forms.size());
  std::iota(ids.begin(), ids.end(), 0U);
  std::vector<std::uint16_t> languages(merged.languages.size());
  std::iota(languages.begin(), languages.end(), std::uint16_t{0});
  const DocumentNumbers numbers{merged, numbering, ids, languages};
  // All that is known of words but their numbers is written, and takes room.
  merged.forms = {};
  const std::vector<std::uint32_t> groups = groups_of(reading).number();
  ResolvedQuestions questions;
  ResolvedQuestions* teach = model == nullptr ? &questions : nullptr;
  if (options.threads > 1 && reading.documents.size() >= options.fewest_side_by_side) {
    CALLSIDE_TRY(write_side_by_side({folder, options.name, options.threads, options.interrupted, teach},
                                    reading, numbers, weigher, groups, progress, manifest));
  } else {
    CALLSIDE_ASSIGN(DocumentWriter writer, DocumentWriter::create(folder, options.name));
    CALLSIDE_TRY(writer.add_all(reading, numbers, weigher, options.interrupted, progress, manifest, teach));
    progress.phase = BuildProgress::Phase::finishing;
    CALLSIDE_TRY(writer.finish(groups, stale_documents(reading.ledger)));
  }
  if (teach != nullptr) CALLSIDE_TRY(learn(folder, questions, reading));
  return manifest;
}

}  // namespace callside
