#include "indexer/build/carried_documents.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/schema/terms.h"
#include "indexer/schema/xapian_seam.h"

namespace callside {

namespace {

// Stored documents as a thread of the reading pass would have made them.
class Carrier {
 public:
  Carrier(const Generation& old, Xapian::Database database) : old_(old), database_(std::move(database)) {}

  AnalysedDocument take(std::uint32_t number) {
    const StoredDocument stored = old_.store().document(number);
    const StoredDocument::Head& head = stored.head();
    AnalysedDocument out;
    out.entry = stored.entry();
    out.entry.analysis_language = forms_.language(old_.vocabulary().languages()[head.analysis_language]);
    translate(out.entry.title_words);
    translate(out.entry.keyword_words);
    for (StoredBlock& block : out.entry.blocks) translate(block.words);
    out.lang = old_.manifest().language_tags[head.language_tag];
    out.access = old_.manifest().classes[head.access_class];
    const Xapian::Document document = database_.get_document(number);
    out.html = document.get_data();
    const std::string subject = subject_term("");
    auto term = document.termlist_begin();
    term.skip_to(subject);
    if (term != document.termlist_end() && (*term).starts_with(subject))
      out.subject = (*term).substr(subject.size());
    return out;
  }

  FormTable& forms() { return forms_; }

 private:
  void translate(std::vector<std::uint32_t>& words) {
    for (std::uint32_t& word : words) word = number_of(word & ~kOverlayBit) | (word & kOverlayBit);
  }

  std::uint32_t number_of(std::uint32_t id) {
    const auto [at, is_new] = numbers_.try_emplace(id, 0U);
    if (is_new) {
      const Vocabulary::Form form = old_.vocabulary().form(old_.vocabulary().number_of(id));
      FormEntry entry;
      entry.language = forms_.language(old_.vocabulary().languages()[form.language]);
      entry.kind = form.kind;
      entry.normal = form.normal;
      entry.folded = form.folded;
      entry.stem = form.stem;
      entry.folded_stem = form.folded_stem;
      at->second = forms_.add(std::move(entry));
    }
    return at->second;
  }

  const Generation& old_;
  Xapian::Database database_;
  FormTable forms_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;  // by id in the old generation
};

Result<void> spool_all(const Generation& old, const std::vector<KeptDocument>& kept,
                       const std::filesystem::path& path, ReadingResult& reading) {
  CALLSIDE_ASSIGN(Xapian::Database database, old.open_database());
  Carrier carrier(old, std::move(database));
  CALLSIDE_ASSIGN(SpoolWriter spool, SpoolWriter::create(path));
  const auto worker = static_cast<unsigned>(reading.workers.size());
  std::map<AccessClass, std::uint32_t> classes;
  for (const KeptDocument& one : kept) {
    CALLSIDE_ASSIGN(const AnalysedDocument document, with_xapian("cannot read generation " + old.name(),
                                                                 [&] { return carrier.take(one.number); }));
    SpooledDocument spooled;
    spooled.sequence = one.record;
    spooled.place = reading.ledger.place_of(one.record);
    spooled.kind = document.entry.kind;
    spooled.id = document.entry.meta.id;
    spooled.lang = document.lang;
    spooled.article = document.entry.meta.article;
    spooled.worker = worker;
    spooled.lengths = document.lengths();
    spooled.access =
        classes.try_emplace(document.access, static_cast<std::uint32_t>(classes.size())).first->second;
    spooled.analysis_language = document.entry.analysis_language;
    CALLSIDE_ASSIGN(spooled.slot, spool.add(document));
    reading.documents.push_back(std::move(spooled));
  }
  std::vector<AccessClass> by_number(classes.size());
  for (const auto& [access, number] : classes) by_number[number] = access;
  reading.workers.push_back({std::move(carrier.forms()), std::move(by_number), path});
  return spool.finish();
}

}  // namespace

Result<void> carry_over(const Generation& old, const std::vector<KeptDocument>& kept,
                        const std::filesystem::path& spool, ReadingResult& reading) {
  if (kept.empty()) return ok();
  CALLSIDE_TRY(spool_all(old, kept, spool, reading));
  std::stable_sort(
      reading.documents.begin(), reading.documents.end(),
      [](const SpooledDocument& a, const SpooledDocument& b) { return a.sequence < b.sequence; });
  return ok();
}

}  // namespace callside
