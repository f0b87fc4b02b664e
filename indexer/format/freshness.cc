#include "indexer/format/freshness.h"

#include "indexer/analysis/language.h"

namespace callside {

std::uint32_t version_in(const Generation& generation, std::uint32_t document, std::string_view lang,
                         const MaySee& may_see) {
  const DocumentStore& store = generation.store();
  std::uint32_t found = 0;
  for (const std::uint32_t other : store.versions(store.group_of(document))) {
    const StoredDocument version = store.document(other);
    const std::string& tag = generation.manifest().language_tags[version.head().language_tag];
    if (!language_matches(lang, tag) || !may_see(other)) continue;
    if (tag.size() == lang.size()) return other;
    if (found == 0) found = other;
  }
  return found;
}

Freshness freshness_of(const Generation& generation, std::uint32_t document, const Translations& translations,
                       const MaySee& may_see) {
  const DocumentStore& store = generation.store();
  const std::vector<std::string>& tags = generation.manifest().language_tags;
  const StoredDocument stored = store.document(document);
  if (stored.kind() != Kind::article) return {};
  const VersionState version = stored.version(tags[stored.head().language_tag]);
  const Translation* recorded = translations.find(version.id, version.lang);
  Freshness out{Outdated::no, std::string(source_language(version, recorded))};
  const std::uint32_t source =
      out.source_lang.empty() ? 0 : version_in(generation, document, out.source_lang, may_see);
  if (source == 0 || source == document) {
    out.why = outdated(version, nullptr, recorded);
  } else {
    const StoredDocument found = store.document(source);
    const VersionState state = found.version(tags[found.head().language_tag]);
    out.why = outdated(version, &state, recorded);
  }
  return out;
}

}  // namespace callside
