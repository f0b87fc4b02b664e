#include "indexer/build/writing_pass.h"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/analysis/fingerprint.h"
#include "indexer/build/compound_parts.h"
#include "indexer/build/form_merge.h"
#include "indexer/build/weights.h"
#include "indexer/schema/index_folder.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/word_trie.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

// Takes out every document whose (kind, id, lang) came before.
void reject_duplicates(ReadingResult& reading) {
  std::unordered_map<std::string, const SpooledDocument*> first;
  std::vector<bool> duplicate(reading.documents.size(), false);
  for (std::size_t i = 0; i < reading.documents.size(); ++i) {
    const SpooledDocument& document = reading.documents[i];
    const auto [it, added] =
        first.emplace(document_term(document.kind, document.id, document.lang), &document);
    if (added) continue;
    duplicate[i] = true;
    reading.remarks.push_back({Remark::Level::rejected, document.place,
                               std::string("the same ") + name_of(document.kind) + ", id and language (" +
                                   document.lang + ") stand at " + to_string(it->second->place),
                               "keep one of the two, or give one another id or lang"});
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < duplicate.size(); ++i) {
    if (duplicate[i]) continue;
    if (kept != i) reading.documents[kept] = std::move(reading.documents[i]);
    ++kept;
  }
  reading.documents.resize(kept);
}

// Numbers the groups that results are collapsed by: an article's versions and the tickets that it resolved
// are one; any other ticket is its own.
std::vector<std::uint32_t> number_groups(const std::vector<SpooledDocument>& documents) {
  std::unordered_map<std::string, std::uint32_t> articles;
  std::uint32_t next = 0;
  for (const SpooledDocument& document : documents) {
    if (document.kind == Kind::article && articles.try_emplace(document.id, next).second) ++next;
  }
  std::vector<std::uint32_t> groups;
  groups.reserve(documents.size());
  for (const SpooledDocument& document : documents) {
    const auto it = articles.find(document.kind == Kind::article ? document.id : document.article);
    groups.push_back(it == articles.end() ? next++ : it->second);
  }
  return groups;
}

// Numbers classes and language tags over all workers, in the order of their names, and counts documents.
class Numbering {
 public:
  Numbering(const ReadingResult& reading, Manifest& manifest) {
    std::map<AccessClass, std::uint32_t> classes;
    for (const SpooledDocument& document : reading.documents) {
      classes.emplace(reading.workers[document.worker].classes[document.access], 0U);
      tags_.emplace(document.lang, std::uint16_t{0});
    }
    for (auto& [access, number] : classes) {
      number = static_cast<std::uint32_t>(manifest.classes.size());
      manifest.classes.push_back(access);
    }
    for (auto& [tag, number] : tags_) {
      number = static_cast<std::uint16_t>(manifest.language_tags.size());
      manifest.language_tags.push_back(tag);
    }
    for (const WorkerOutput& worker : reading.workers) {
      std::vector<std::uint32_t>& numbers = classes_.emplace_back();
      for (const AccessClass& access : worker.classes) {
        const auto it = classes.find(access);
        numbers.push_back(it == classes.end() ? 0 : it->second);
      }
    }
    manifest.class_documents.assign(manifest.classes.size(), 0);
  }

  const std::vector<std::vector<std::uint32_t>>& classes() const { return classes_; }
  std::uint32_t class_of(const SpooledDocument& document) const {
    return classes_[document.worker][document.access];
  }
  std::uint16_t tag_of(const SpooledDocument& document) const { return tags_.at(document.lang); }

 private:
  std::map<std::string, std::uint16_t> tags_;
  std::vector<std::vector<std::uint32_t>> classes_;
};

void count_document(const SpooledDocument& document, std::uint32_t access_class, Manifest& manifest) {
  ++manifest.documents;
  ++manifest.by_kind[name_of(document.kind)];
  ++manifest.by_language[document.lang];
  ++manifest.class_documents[access_class];
  for (const std::string& audience : manifest.classes[access_class].audience)
    ++manifest.by_audience[audience];
}

// Mean length of each field over the documents that have it, by analysis language of the merged numbering.
std::vector<TermWeigher::Lengths> average_lengths(const ReadingResult& reading, const MergedForms& merged,
                                                  Manifest& manifest) {
  std::vector<TermWeigher::Lengths> sums(merged.languages.size());
  std::vector<std::array<std::uint64_t, kFieldCount>> counts(merged.languages.size());
  for (const SpooledDocument& document : reading.documents) {
    const std::uint16_t language = merged.language_numbers[document.worker][document.analysis_language];
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      sums[language][f] += document.lengths[f];
      counts[language][f] += document.lengths[f] > 0 ? 1 : 0;
    }
  }
  for (std::size_t language = 0; language < sums.size(); ++language) {
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      if (counts[language][f] > 0) sums[language][f] /= static_cast<double>(counts[language][f]);
    }
    if (language > 0) manifest.average_lengths[merged.languages[language]] = sums[language];
  }
  return sums;
}

void renumber(std::vector<std::uint32_t>& words, const std::vector<std::uint32_t>& numbers) {
  for (std::uint32_t& word : words) word = numbers[word & ~kOverlayBit] | (word & kOverlayBit);
}

void renumber(AnalysedDocument& document, const std::vector<std::uint32_t>& numbers) {
  renumber(document.entry.title_words, numbers);
  renumber(document.entry.keyword_words, numbers);
  for (StoredBlock& block : document.entry.blocks) renumber(block.words, numbers);
}

void add_filters(const AnalysedDocument& document, Xapian::Document& out) {
  const StoreEntry& entry = document.entry;
  out.add_boolean_term(document_term(entry.kind, entry.meta.id, document.lang));
  out.add_boolean_term(class_term(entry.access_class));
  out.add_boolean_term(language_term(document.lang));
  out.add_boolean_term(kind_term(entry.kind));
  for (const std::string& product : entry.meta.product) out.add_boolean_term(product_term(product));
  if (entry.meta.product.empty()) out.add_boolean_term(product_term(""));
  for (const std::string& brand : document.access.brand) out.add_boolean_term(brand_term(brand));
  if (document.access.brand.empty()) out.add_boolean_term(brand_term(""));
  if (!document.subject.empty()) out.add_boolean_term(subject_term(document.subject));
  if (entry.confidence == Confidence::archived) out.add_boolean_term(kArchivedTerm);
  if (entry.valid_from != kAlwaysFrom || entry.valid_until != kForever) {
    out.add_boolean_term(kWindowTerm);
    out.add_value(kValidFromSlot, Xapian::sortable_serialise(entry.valid_from));
    out.add_value(kValidUntilSlot, Xapian::sortable_serialise(entry.valid_until));
  }
}

}  // namespace

Result<Manifest> write_generation(const std::filesystem::path& folder, ReadingResult& reading,
                                  const std::atomic<bool>* interrupted, BuildProgress& progress) {
  reject_duplicates(reading);
  progress.documents = reading.documents.size();
  progress.phase = BuildProgress::Phase::writing;

  Manifest manifest;
  manifest.fingerprint = analysis_fingerprint();
  const Numbering numbering(reading, manifest);
  CALLSIDE_ASSIGN(MergedForms merged, merge_forms(reading.workers, reading.documents, numbering.classes()));
  split_compounds(merged);
  CALLSIDE_TRY(write_vocabulary(folder / kVocabularyFile, merged.languages, merged.forms));
  CALLSIDE_TRY(write_word_trie(folder / kTrieFile, merged.languages.size(), merged.forms));
  TermWeigher weigher(merged.languages, merged.forms, average_lengths(reading, merged, manifest));
  const std::vector<std::uint32_t> groups = number_groups(reading.documents);

  std::vector<Spool> spools;
  for (const WorkerOutput& worker : reading.workers) {
    CALLSIDE_ASSIGN(Spool spool, Spool::open(worker.spool));
    spools.push_back(std::move(spool));
  }
  CALLSIDE_ASSIGN(DocumentStoreWriter store, DocumentStoreWriter::create(folder / kDocumentsFile));
  const std::string xapian_path = (folder / kXapianFolder).string();
  const std::string what = "cannot write " + xapian_path;
  // Not synced at each commit: the whole generation is, before it is published.
  constexpr int kFlags = Xapian::DB_CREATE | Xapian::DB_NO_SYNC;
  CALLSIDE_ASSIGN(Xapian::WritableDatabase database,
                  with_xapian(what, [&] { return Xapian::WritableDatabase(xapian_path, kFlags); }));

  for (std::size_t i = 0; i < reading.documents.size(); ++i) {
    if (interrupted != nullptr && interrupted->load()) return fail(ErrorCode::interrupted, "interrupted");
    const SpooledDocument& spooled = reading.documents[i];
    AnalysedDocument document = spools[spooled.worker].read(spooled.slot);
    renumber(document, merged.form_numbers[spooled.worker]);
    StoreEntry& entry = document.entry;
    entry.analysis_language = merged.language_numbers[spooled.worker][entry.analysis_language];
    entry.language_tag = numbering.tag_of(spooled);
    entry.access_class = static_cast<std::uint16_t>(numbering.class_of(spooled));
    entry.group = groups[i];
    CALLSIDE_TRY(store.add(entry));
    CALLSIDE_TRY(with_xapian(what, [&] {
      Xapian::Document out;
      for (const auto& [term, wdf] : weigher.weigh(entry, spooled.lengths)) out.add_term(*term, wdf);
      add_filters(document, out);
      out.set_data(document.html);
      database.add_document(out);
    }));
    count_document(spooled, entry.access_class, manifest);
    manifest.has_windows =
        manifest.has_windows || entry.valid_from != kAlwaysFrom || entry.valid_until != kForever;
    ++progress.written;
  }
  progress.phase = BuildProgress::Phase::finishing;
  CALLSIDE_TRY(store.finish());
  CALLSIDE_TRY(with_xapian(what, [&] {
    database.commit();
    database.close();
  }));
  return manifest;
}

}  // namespace callside
