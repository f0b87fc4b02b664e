#include "indexer/assembly/published_version.h"

#include <algorithm>
#include <vector>

#include "indexer/base/day.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

bool contains_all(const std::vector<std::string>& names, const std::vector<std::string>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(names.begin(), names.end(), part) != names.end();
  });
}

bool is_public(const std::vector<std::string>& audience) { return contains_all(audience, {"public"}); }

// True if the file was not written to in between. Changing its permissions does not change these fields.
bool same_content(const FileStamp& a, const FileStamp& b) {
  return a.size == b.size && a.inode == b.inode && a.modified_ns == b.modified_ns && a.modified_ns != 0;
}

}  // namespace

bool shows_more(const Generation& generation, std::uint32_t number, const Document& replacement) {
  const StoredDocument document = generation.store().document(number);
  const StoredDocument::Head& head = document.head();
  const AccessClass& access = generation.manifest().classes[head.access_class];
  if (!is_public(replacement.audience) && !contains_all(replacement.audience, access.audience)) return true;
  if (!replacement.brand.empty() && (access.brand.empty() || !contains_all(replacement.brand, access.brand)))
    return true;
  if (replacement.confidence == Confidence::archived && document.confidence() != Confidence::archived)
    return true;
  return head.valid_from < parse_day(replacement.valid_from).value_or(kAlwaysFrom) ||
         head.valid_until > parse_day(replacement.valid_until).value_or(kForever);
}

PublishedVersion PublishedVersions::of(const RejectedRecord& record) const {
  if (record.intended) {
    PublishedVersion found = version(number_of(*record.intended));
    if (found.number == 0) return found;
    found.may_stay = !shows_more(old_, found.number, *record.intended);
    if (!found.may_stay) found.why_not = "more people could see it than may see the new version";
    return found;
  }
  std::uint32_t number = 0;
  const LedgerFile& file = ledger_.file_of(static_cast<std::uint32_t>(record.sequence));
  const LedgerFile* before = single_document_file(file, number);
  if (before == nullptr) return {};
  PublishedVersion found = version(number);
  found.may_stay = record.is_unreadable && same_content(before->stamp, file.stamp);
  if (!found.may_stay) found.why_not = "the audience of the new version is unknown";
  return found;
}

PublishedVersion PublishedVersions::version(std::uint32_t number) const {
  if (number == 0) return {};
  const StoredDocument document = old_.store().document(number);
  return {number,
          document_term(document.kind(), document.id(),
                        old_.manifest().language_tags[document.head().language_tag]),
          false,
          {}};
}

// If the record has no language, and its text could not be read to detect it, the document must have a single
// version.
std::uint32_t PublishedVersions::number_of(const Document& intended) const {
  if (intended.lang.empty()) {
    const std::vector<std::uint32_t> all = find_documents(old_, database_, intended.kind, intended.id);
    return all.size() == 1 ? all.front() : 0;
  }
  const std::string key = document_term(intended.kind, intended.id, intended.lang);
  const auto at = database_.postlist_begin(key);
  return at == database_.postlist_end(key) ? 0 : *at;
}

// Returns the entry of the same file in the old ledger if it held exactly one document, else nullptr.
const LedgerFile* PublishedVersions::single_document_file(const LedgerFile& file,
                                                          std::uint32_t& number) const {
  if (old_ledger_ == nullptr) return nullptr;
  const auto at = std::find_if(old_ledger_->files.begin(), old_ledger_->files.end(),
                               [&](const LedgerFile& one) { return one.name == file.name && !one.is_rest; });
  if (at == old_ledger_->files.end()) return nullptr;
  const auto index = static_cast<std::size_t>(at - old_ledger_->files.begin());
  const LedgerRecord& first = old_ledger_->records[at->first_record];
  if (old_ledger_->end_of(index) != at->first_record + 1 || !first.has_document()) return nullptr;
  number = first.document;
  return &*at;
}

}  // namespace callside
