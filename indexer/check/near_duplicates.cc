#include "indexer/check/near_duplicates.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace callside {

namespace {

constexpr double kMinResemblance = 0.9;
// One changed word decides the resemblance of shorter texts, so these count only if identical.
constexpr std::uint32_t kMinShingles = 40;
// Even shorter texts ("See the portal.") may well be identical.
constexpr std::uint32_t kMinSameShingles = 12;

constexpr std::size_t kBands = 16, kRows = Sketch::kHashes / kBands;
// The most articles that one is compared with in a band. Bounds the work for thousands of articles made from
// one template.
constexpr std::size_t kMostCompared = 50;

std::uint64_t band_key(const ArticleFacts& article, std::size_t band, std::uint64_t lang) {
  std::uint64_t key = mixed(lang + band);
  for (std::size_t i = band * kRows; i < (band + 1) * kRows; ++i) key = mixed(key ^ article.sketch.least[i]);
  return key;
}

using Best = std::vector<NearPair>;  // by article number; resemblance is 0 if none was found yet

// Finds the articles that have exactly the same text as an earlier one.
void find_same(const std::vector<ArticleFacts>& articles, Best& best) {
  std::unordered_map<std::uint64_t, std::uint32_t> by_text;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const ArticleFacts& one = articles[i];
    if (one.archived || one.sketch.shingles < kMinSameShingles) continue;
    const auto [same, is_new] = by_text.try_emplace(one.sketch.text ^ hash_of(one.lang), i);
    if (!is_new && articles[same->second].id != one.id) best[i] = {same->second, i, 1.0};
  }
}

// Compares each article with earlier ones that have the same key in the band.
void find_near(const std::vector<ArticleFacts>& articles, std::size_t band, Best& best) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const ArticleFacts& one = articles[i];
    if (!one.archived && one.sketch.shingles >= kMinShingles && best[i].resemblance < 1)
      keys.emplace_back(band_key(one, band, hash_of(one.lang)), i);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t at = 0, begin = 0; at < keys.size(); ++at) {
    if (keys[at].first != keys[begin].first) begin = at;
    const ArticleFacts& one = articles[keys[at].second];
    NearPair& found = best[keys[at].second];
    for (std::size_t other_at = std::max(begin, at - std::min(at, kMostCompared)); other_at < at;
         ++other_at) {
      const ArticleFacts& other = articles[keys[other_at].second];
      // The code `duplicate` covers records with the same id.
      if (other.id == one.id || other.lang != one.lang) continue;
      // Equal sketches do not prove that the texts are identical.
      const double resemblance = std::min(one.sketch.resemblance(other.sketch), 0.99);
      if (resemblance > found.resemblance) found = {keys[other_at].second, keys[at].second, resemblance};
    }
  }
}

}  // namespace

std::vector<NearPair> near_duplicates(const std::vector<ArticleFacts>& articles) {
  Best best(articles.size());
  find_same(articles, best);
  for (std::size_t band = 0; band < kBands; ++band) find_near(articles, band, best);
  std::erase_if(best, [](const NearPair& one) { return one.resemblance < kMinResemblance; });
  return best;
}

}  // namespace callside
