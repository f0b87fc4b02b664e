#include "indexer/quality/document_diff.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

// The sorted names of a generation's documents, all in one string, so that sorting reads contiguous memory
// and not the documents.
class SortedNames {
 public:
  explicit SortedNames(const Generation& generation) {
    const DocumentStore& store = generation.store();
    entries_.reserve(store.size());
    for (std::uint32_t number = 1; number <= store.size(); ++number) {
      if (!store.has(number)) continue;
      const StoredDocument document = store.document(number);
      const std::size_t begin = bytes_.size();
      bytes_ += static_cast<char>(document.kind());
      bytes_ += document.id();
      bytes_ += '\0';  // sorts before all characters of an id, so that "a" comes before "a/b"
      bytes_ += generation.manifest().language_tags[document.head().language_tag];
      entries_.push_back({begin, static_cast<std::uint32_t>(bytes_.size() - begin), number});
    }
    std::sort(entries_.begin(), entries_.end(),
              [this](const Entry& a, const Entry& b) { return name(a) < name(b); });
  }

  std::size_t size() const { return entries_.size(); }
  std::string_view name(std::size_t at) const { return name(entries_[at]); }
  std::uint32_t number(std::size_t at) const { return entries_[at].number; }

 private:
  struct Entry {
    std::size_t begin;
    std::uint32_t length, number;
  };
  std::string_view name(const Entry& entry) const {
    return std::string_view(bytes_).substr(entry.begin, entry.length);
  }

  std::string bytes_;
  std::vector<Entry> entries_;
};

// One document of a generation.
struct Side {
  const Generation& generation;
  const Xapian::Database& database;
  StoredDocument document;
  std::uint32_t number;

  const AccessClass& access() const { return generation.manifest().classes[document.head().access_class]; }
  std::vector<std::string_view> keywords() const {
    const StoredDocument::Head& head = document.head();
    std::vector<std::string_view> words;
    for (const std::uint32_t word : document.words().subspan(head.title_words, head.keyword_words))
      words.push_back(
          generation.vocabulary().form(generation.vocabulary().number_of(word & ~kOverlayBit)).normal);
    return words;
  }
};

bool same_text(const StoredDocument& a, const StoredDocument& b) {
  const auto blocks_a = a.blocks();
  const auto blocks_b = b.blocks();
  if (blocks_a.size() != blocks_b.size()) return false;
  for (std::size_t i = 0; i < blocks_a.size(); ++i) {
    const bool same = blocks_a[i].type == blocks_b[i].type && blocks_a[i].level == blocks_b[i].level &&
                      a.block_text(i) == b.block_text(i);
    if (!same) return false;
  }
  return true;
}

// Throws Xapian's errors.
bool same_markup(const Side& a, const Side& b) {
  return a.database.get_document(a.number).get_data() == b.database.get_document(b.number).get_data();
}

std::vector<std::string> changed_fields(const Side& a, const Side& b) {
  std::vector<std::string> fields;
  const auto note = [&](bool same, const char* field) {
    if (!same) fields.emplace_back(field);
  };
  const DocumentMeta was = a.document.meta();
  const DocumentMeta is = b.document.meta();
  const StoredDocument::Head& old_head = a.document.head();
  const StoredDocument::Head& new_head = b.document.head();
  note(was.title == is.title, "title");
  const bool text = same_text(a.document, b.document);
  note(text, "text");
  // Markup that the text does not show, such as links and the layout of tables.
  if (text) note(same_markup(a, b), "markup");
  note(a.access().audience == b.access().audience, "audience");
  note(a.access().brand == b.access().brand, "brand");
  note(was.product == is.product, "product");
  note(old_head.confidence == new_head.confidence, "confidence");
  note(old_head.valid_from == new_head.valid_from, "valid_from");
  note(old_head.valid_until == new_head.valid_until, "valid_until");
  note(a.keywords() == b.keywords(), "keywords");
  note(was.url == is.url, "url");
  note(was.updated == is.updated, "updated");
  note(was.review_by == is.review_by, "review_by");
  note(was.source_lang == is.source_lang, "source_lang");
  note(was.article == is.article, "article");
  note(was.verify_caller == is.verify_caller, "verify_caller");
  note(was.owner == is.owner, "owner");
  note(was.escalate_to == is.escalate_to, "escalate_to");
  note(was.before_escalating == is.before_escalating, "before_escalating");
  note(was.do_not_say == is.do_not_say, "do_not_say");
  return fields;
}

// Returns a change without its fields.
DocumentChange make_change(DocumentChange::What what, const Generation& generation, std::uint32_t number) {
  const StoredDocument document = generation.store().document(number);
  DocumentMeta meta = document.meta();
  return {what,
          document.kind(),
          std::move(meta.id),
          generation.manifest().language_tags[document.head().language_tag],
          std::move(meta.title),
          {}};
}

}  // namespace

Result<DiffSummary> compare_documents(const Generation& from, const Generation& to,
                                      const std::function<void(const DocumentChange&)>& tell) {
  CALLSIDE_ASSIGN(const Xapian::Database old_database, from.open_database());
  CALLSIDE_ASSIGN(const Xapian::Database new_database, to.open_database());
  const SortedNames before(from);
  const SortedNames after(to);
  DiffSummary summary;
  const auto report = [&](const DocumentChange& change) {
    summary.all.count(change.what);
    summary.by_kind[name_of(change.kind)].count(change.what);
    summary.by_language[change.lang].count(change.what);
    tell(change);
  };
  CALLSIDE_TRY(with_xapian("cannot compare generations " + from.name() + " and " + to.name(), [&] {
    for (std::size_t i = 0, j = 0; i < before.size() || j < after.size();) {
      const bool is_new = i == before.size() || (j < after.size() && after.name(j) < before.name(i));
      const bool is_removed = j == after.size() || (i < before.size() && before.name(i) < after.name(j));
      if (is_new) {
        report(make_change(DocumentChange::What::added, to, after.number(j++)));
      } else if (is_removed) {
        report(make_change(DocumentChange::What::removed, from, before.number(i++)));
      } else {
        const Side a{from, old_database, from.store().document(before.number(i)), before.number(i)};
        const Side b{to, new_database, to.store().document(after.number(j)), after.number(j)};
        std::vector<std::string> fields = changed_fields(a, b);
        if (!fields.empty()) {
          DocumentChange change = make_change(DocumentChange::What::changed, to, b.number);
          change.fields = std::move(fields);
          report(change);
        }
        ++i;
        ++j;
      }
    }
  }));
  return summary;
}

}  // namespace callside
