#include "indexer/assembly/writing_pass.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "indexer/analysis/fingerprint.h"
#include "indexer/assembly/aged_tickets.h"
#include "indexer/assembly/document_writer.h"
#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/callers_training.h"
#include "indexer/assembly/learn/compound_parts.h"
#include "indexer/assembly/learn/everyday_language.h"
#include "indexer/assembly/learn/lexicon_learner.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/resolution.h"
#include "indexer/assembly/weights.h"
#include "indexer/base/files.h"
#include "indexer/format/calibration.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/word_trie.h"

namespace callside {

namespace {

// Mean length of each field over the documents that have the field, by analysis language.
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

// Documents are numbered in this order: by kind, access class and language, then as they were. A search that
// looks for tickets skips ranges of numbers without any that it may find (ticket_search.h).
std::vector<SpooledDocument> in_search_order(std::vector<SpooledDocument> documents,
                                             const Numbering& numbering) {
  std::map<std::tuple<Kind, std::uint16_t, std::uint16_t>, std::vector<std::uint32_t>> places;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    const SpooledDocument& one = documents[i];
    places[{one.kind, numbering.class_of(one), numbering.tag_of(one)}].push_back(i);
  }
  std::vector<SpooledDocument> ordered;
  ordered.reserve(documents.size());
  for (const auto& [kind, of_kind] : places) {
    for (const std::uint32_t i : of_kind) ordered.push_back(std::move(documents[i]));
  }
  return ordered;
}

}  // namespace

Result<void> link_model(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const char* file : {kModelFile, kCallersFile, kTrialFile, kLexiconFile, kCalibrationFile})
    CALLSIDE_TRY(link_file(from / file, to / file));
  return ok();
}

Result<void> WritingPass::number_words() {
  progress_.documents = reading_.documents.size();
  progress_.phase = BuildProgress::Phase::writing;
  CALLSIDE_ASSIGN(Numbering numbering, Numbering::of(reading_, manifest_));
  numbering_ = std::move(numbering);
  manifest_.oldest_ticket = oldest_ticket(reading_.documents);
  reading_.documents = in_search_order(std::move(reading_.documents), *numbering_);
  CALLSIDE_ASSIGN(merged_, merge_forms(reading_.workers, reading_.documents, numbering_->classes()));
  return ok();
}

Result<void> WritingPass::write_words(const CompoundModel& compounds) {
  const std::filesystem::path& folder = options_.folder;
  split_compounds(compounds, merged_.languages, all_of(merged_.forms), options_.threads);
  CALLSIDE_TRY(write_vocabulary(folder / kVocabularyFile, merged_.languages, merged_.forms));
  CALLSIDE_TRY(write_form_counts(folder / kCountsFile, merged_.forms));
  return write_word_trie(folder / kTrieFile, merged_.languages.size(), merged_.forms);
}

Result<void> WritingPass::learn() {
  is_learning_ = true;
  const std::filesystem::path& folder = options_.folder;
  CALLSIDE_TRY(number_words());
  CALLSIDE_TRY(write_words({merged_.languages, merged_.forms}));
  CALLSIDE_TRY(link_file(folder / kVocabularyFile, folder / kModelFile));
  manifest_.average_lengths = average_lengths(reading_, merged_);
  CALLSIDE_TRY(Calibration(everyday_words(merged_.languages), {}).write(folder / kCalibrationFile));
  return learn_lexicon({folder / kLexiconFile, options_.threads, options_.interrupted}, reading_, merged_,
                       *numbering_);
}

Result<void> WritingPass::keep(const WordModel& model, const std::filesystem::path& folder) {
  manifest_.classes = model.classes;
  manifest_.language_tags = model.language_tags;
  manifest_.model = model.about;
  manifest_.average_lengths = model.average_lengths;
  CALLSIDE_TRY(number_words());
  CALLSIDE_TRY(write_words(model.compounds()));
  return link_model(folder, options_.folder);
}

Result<Manifest> WritingPass::write() {
  const std::filesystem::path& folder = options_.folder;
  manifest_.fingerprint = analysis_fingerprint();
  TermWeigher weigher(merged_.languages, merged_.forms,
                      lengths_by_number(manifest_.average_lengths, merged_.languages));
  manifest_.next_word_id = static_cast<std::uint32_t>(merged_.forms.size());

  std::vector<std::uint32_t> ids(merged_.forms.size());
  std::iota(ids.begin(), ids.end(), 0U);
  std::vector<std::uint16_t> languages(merged_.languages.size());
  std::iota(languages.begin(), languages.end(), std::uint16_t{0});
  const DocumentNumbers numbers{merged_, *numbering_, ids, languages};
  // Free the forms, the largest part: they are on disk now, and only their numbers are still needed.
  merged_.forms = {};
  const std::vector<std::uint32_t> groups = groups_of(reading_).number();
  ResolvedQuestions questions;
  ResolvedQuestions* const collected = is_learning_ ? &questions : nullptr;
  if (options_.threads > 1 && reading_.documents.size() >= options_.min_parallel_documents) {
    CALLSIDE_TRY(write_in_parallel({folder, options_.name, options_.threads, options_.interrupted, collected},
                                   reading_, numbers, weigher, groups, progress_, manifest_));
  } else {
    CALLSIDE_ASSIGN(DocumentWriter writer, DocumentWriter::create(folder, options_.name));
    CALLSIDE_TRY(
        writer.add_all(reading_, numbers, weigher, options_.interrupted, progress_, manifest_, collected));
    progress_.phase = BuildProgress::Phase::finishing;
    CALLSIDE_TRY(writer.finish(groups, stale_documents(reading_.ledger)));
  }
  if (is_learning_) CALLSIDE_TRY(learn_callers_words(questions));
  return std::move(manifest_);
}

Result<void> WritingPass::learn_callers_words(const ResolvedQuestions& questions) {
  const std::filesystem::path& folder = options_.folder;
  std::vector<std::string> articles;
  for (const SpooledDocument& document : reading_.documents) {
    if (document.kind == Kind::article) articles.push_back(document.id);
  }
  std::sort(articles.begin(), articles.end());
  // All documents are written, and with a million tickets learning takes most memory of all steps.
  reading_.documents = {};
  CALLSIDE_ASSIGN(const Vocabulary vocabulary, Vocabulary::open(folder / kVocabularyFile));
  const LearnedCallersWords learned = callside::learn_callers_words(questions, articles, vocabulary);
  CALLSIDE_TRY(write_callers_words(folder / kTrialFile, learned, true));
  return write_callers_words(folder / kCallersFile, learned);
}

}  // namespace callside
