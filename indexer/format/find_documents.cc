#include "indexer/format/find_documents.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "indexer/base/near_key.h"
#include "indexer/format/terms.h"

namespace callside {

std::vector<std::string> version_terms(const Manifest& manifest, Kind kind, std::string_view id) {
  std::vector<std::string> terms;
  for (const std::string& tag : manifest.language_tags) terms.push_back(document_term(kind, id, tag));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          Kind kind, std::string_view id) {
  std::vector<std::uint32_t> numbers;
  for (const std::string& term : version_terms(generation.manifest(), kind, id)) {
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
      numbers.push_back(*at);
  }
  return numbers;
}

std::vector<std::uint32_t> find_documents(const Generation& generation, const Xapian::Database& database,
                                          std::string_view id) {
  std::vector<std::uint32_t> numbers = find_documents(generation, database, Kind::article, id);
  const std::vector<std::uint32_t> tickets = find_documents(generation, database, Kind::ticket, id);
  numbers.insert(numbers.end(), tickets.begin(), tickets.end());
  return numbers;
}

std::vector<std::string> near_ids(const DocumentStore& store, std::string_view id, std::size_t most) {
  constexpr std::size_t kMostEdits = 3;
  // At most `most` entries, so that memory stays small even for a million tickets.
  std::set<std::pair<std::size_t, std::string>> near;
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number)) continue;
    const std::string_view other = store.document(number).id();
    // If the id is part of another ("refund" in "billing/refund"), it is an abbreviation, not a typo.
    const bool is_part = id.size() > 2 && other.find(id) != std::string_view::npos;
    const std::size_t distance = is_part ? 0 : key_distance(id, other, kMostEdits);
    if (distance > kMostEdits) continue;
    near.emplace(distance, other);
    if (near.size() > most) near.erase(std::prev(near.end()));
  }
  std::vector<std::string> ids;
  for (const auto& [distance, other] : near) ids.push_back(other);
  return ids;
}

}  // namespace callside
