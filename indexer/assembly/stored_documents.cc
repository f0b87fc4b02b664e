#include "indexer/assembly/stored_documents.h"

#include <string>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/format/terms.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

std::string subject_in(const Xapian::Document& document) {
  const std::string prefix = subject_term("");
  auto term = document.termlist_begin();
  term.skip_to(prefix);
  if (term == document.termlist_end() || !(*term).starts_with(prefix)) return {};
  return (*term).substr(prefix.size());
}

}  // namespace

Result<StoredDocuments> StoredDocuments::open(const Generation& generation) {
  CALLSIDE_ASSIGN(Xapian::Database database, generation.open_database());
  return StoredDocuments(generation, std::move(database));
}

Result<AnalysedDocument> StoredDocuments::take(std::uint32_t number) {
  const StoredDocument stored = generation_->store().document(number);
  const StoredDocument::Head& head = stored.head();
  AnalysedDocument out;
  out.entry = stored.entry();
  out.entry.analysis_language =
      head.analysis_language == 0
          ? std::uint16_t{0}
          : forms_.language(generation_->vocabulary().languages()[head.analysis_language]);
  translate(out.entry.title_words);
  translate(out.entry.keyword_words);
  for (StoredBlock& block : out.entry.blocks) translate(block.words);
  out.lang = generation_->manifest().language_tags[head.language_tag];
  out.access = generation_->manifest().classes[head.access_class];
  CALLSIDE_TRY(with_xapian("cannot read generation " + generation_->name(), [&] {
    const Xapian::Document document = database_.get_document(number);
    out.html = document.get_data();
    out.subject = subject_in(document);
  }));
  return out;
}

Result<std::string> StoredDocuments::subject_of(std::uint32_t number) const {
  return with_xapian("cannot read generation " + generation_->name(),
                     [&] { return subject_in(database_.get_document(number)); });
}

SpooledDocument StoredDocuments::spooled(const AnalysedDocument& document) {
  const StoreEntry& entry = document.entry;
  SpooledDocument out;
  out.kind = entry.kind;
  out.id = entry.meta.id;
  out.lang = document.lang;
  out.article = entry.meta.article;
  // A ticket stores the day on which it was closed as `updated`.
  if (entry.kind == Kind::ticket) out.closed = parse_day(entry.meta.updated).value_or(kNoTicketDay);
  out.lengths = document.lengths();
  out.analysis_language = entry.analysis_language;
  return out;
}

void StoredDocuments::translate(std::vector<std::uint32_t>& words) {
  for (std::uint32_t& word : words) word = number_of(word & ~kOverlayBit) | (word & kOverlayBit);
}

std::uint32_t StoredDocuments::number_of(std::uint32_t id) {
  const auto [at, is_new] = numbers_.try_emplace(id, 0U);
  if (!is_new) return at->second;
  const Vocabulary& vocabulary = generation_->vocabulary();
  const Vocabulary::Form form = vocabulary.form(vocabulary.number_of(id));
  FormEntry entry;
  entry.language =
      form.language == 0 ? std::uint16_t{0} : forms_.language(vocabulary.languages()[form.language]);
  entry.kind = form.kind;
  entry.normal = form.normal;
  entry.folded = form.folded;
  entry.stem = form.stem;
  entry.folded_stem = form.folded_stem;
  at->second = forms_.add(std::move(entry));
  return at->second;
}

}  // namespace callside
