#include "indexer/assembly/carried_documents.h"

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/assembly/stored_documents.h"

namespace callside {

namespace {

Result<void> spool_all(const Generation& old, const std::vector<KeptDocument>& kept,
                       const std::filesystem::path& path, ReadingResult& reading) {
  CALLSIDE_ASSIGN(StoredDocuments documents, StoredDocuments::open(old));
  CALLSIDE_ASSIGN(SpoolWriter spool, SpoolWriter::create(path));
  const auto worker = static_cast<unsigned>(reading.workers.size());
  std::map<AccessClass, std::uint32_t> classes;
  for (const KeptDocument& one : kept) {
    CALLSIDE_ASSIGN(const AnalysedDocument document, documents.take(one.number));
    SpooledDocument spooled = StoredDocuments::spooled(document);
    spooled.sequence = one.record;
    spooled.worker = worker;
    spooled.access =
        classes.try_emplace(document.access, static_cast<std::uint32_t>(classes.size())).first->second;
    CALLSIDE_ASSIGN(spooled.position, spool.add(document));
    reading.documents.push_back(std::move(spooled));
  }
  std::vector<AccessClass> by_number(classes.size());
  for (const auto& [access, number] : classes) by_number[number] = access;
  reading.workers.push_back({std::move(documents.forms()), std::move(by_number), path});
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
