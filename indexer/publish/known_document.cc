#include "indexer/publish/known_document.h"

#include <algorithm>
#include <set>

#include "indexer/format/find_documents.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

constexpr std::size_t kMaxNearIds = 3;

// Returns the published generation, then staged ones, newest first. Fails if there is none, or if the
// published one cannot be determined.
Result<std::vector<std::string>> generations_to_search(const IndexFolder& folder) {
  const auto current = folder.current();
  std::vector<std::string> names = folder.staged();
  const bool nothing_published = !current && current.error().code == ErrorCode::not_found;
  if (!current && (!nothing_published || names.empty())) return tl::unexpected<Error>(current.error());
  if (current) names.push_back(*current);
  std::reverse(names.begin(), names.end());
  return names;
}

Result<std::vector<std::string>> languages_of(const Generation& generation, const std::string& id) {
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  return with_xapian("cannot read generation " + generation.name(), [&] {
    std::vector<std::string> languages;
    for (const std::uint32_t number : find_documents(generation, database, id)) {
      const StoredDocument::Head& head = generation.store().document(number).head();
      languages.push_back(generation.manifest().language_tags[head.language_tag]);
    }
    return languages;
  });
}

}  // namespace

Result<KnownDocument> find_known_document(const IndexFolder& folder, const std::string& id) {
  CALLSIDE_ASSIGN(const std::vector<std::string> names, generations_to_search(folder));
  for (const std::string& name : names) {
    auto generation = Generation::open(folder, name);
    if (!generation) {
      // Only a missing document may be reported as not_found.
      if (generation.error().code == ErrorCode::not_found) generation.error().code = ErrorCode::damaged;
      return tl::unexpected<Error>(std::move(generation).error());
    }
    CALLSIDE_ASSIGN(std::vector<std::string> languages, languages_of(*generation, id));
    if (!languages.empty()) return KnownDocument{std::move(languages), name, !folder.is_staged(name)};
  }
  CALLSIDE_ASSIGN(const Generation first, Generation::open(folder, names.front()));
  std::string near;
  for (const std::string& one : near_ids(first.store(), id, kMaxNearIds))
    near += (near.empty() ? "" : ", ") + one;
  return fail(ErrorCode::not_found, folder.root().string() + " has no article or ticket " + id,
              near.empty() ? "ids are case-sensitive; the id of a file is its path without the extension"
                           : "did you mean " + near + "?");
}

Result<std::vector<std::string>> known_audiences(const IndexFolder& folder) {
  CALLSIDE_ASSIGN(const std::vector<std::string> names, generations_to_search(folder));
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(names.front()) / kManifestFile));
  std::set<std::string> audiences;
  for (const AccessClass& one : manifest.classes) audiences.insert(one.audience.begin(), one.audience.end());
  return std::vector<std::string>(audiences.begin(), audiences.end());
}

}  // namespace callside
