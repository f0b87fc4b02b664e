#include "indexer/assembly/learn/translation_model.h"

#include <algorithm>
#include <optional>
#include <random>

#include "tests/support/catch2.h"

using namespace callside;

namespace {

using Terms = std::vector<std::uint32_t>;

// Each unit is a separate article.
Bitext bitext_of(const std::vector<std::pair<Terms, Terms>>& units) {
  Bitext bitext;
  for (const auto& [source, target] : units) {
    Bitext::Unit unit;
    unit.article = static_cast<std::uint32_t>(bitext.units.size());
    unit.source_begin = static_cast<std::uint32_t>(bitext.source.size());
    unit.target_begin = static_cast<std::uint32_t>(bitext.target.size());
    bitext.source.insert(bitext.source.end(), source.begin(), source.end());
    bitext.target.insert(bitext.target.end(), target.begin(), target.end());
    unit.source_end = static_cast<std::uint32_t>(bitext.source.size());
    unit.target_end = static_cast<std::uint32_t>(bitext.target.size());
    bitext.units.push_back(unit);
    for (const std::uint32_t term : source) bitext.source_terms = std::max(bitext.source_terms, term + 1);
    for (const std::uint32_t term : target) bitext.target_terms = std::max(bitext.target_terms, term + 1);
  }
  return bitext;
}

// The target term with the most alignments to the source term.
std::optional<std::uint32_t> best_of(const std::vector<TermPair>& pairs, std::uint32_t source) {
  const TermPair* best = nullptr;
  for (const TermPair& pair : pairs) {
    if (pair.source == source && (best == nullptr || pair.occurrences > best->occurrences)) best = &pair;
  }
  return best == nullptr ? std::nullopt : std::optional(best->target);
}

// Units of five random terms from 1 to 30. The translation of a term is its number plus 40, one place further
// on.
std::vector<std::pair<Terms, Terms>> shifted(std::uint32_t units) {
  std::mt19937 random(7);
  std::vector<std::pair<Terms, Terms>> out;
  for (std::uint32_t u = 0; u < units; ++u) {
    Terms source;
    for (int i = 0; i < 5; ++i) source.push_back(1 + static_cast<std::uint32_t>(random() % 30));
    Terms target;
    for (const std::uint32_t term : source) target.push_back(term + 40);
    std::rotate(target.begin(), target.begin() + 4, target.end());
    out.emplace_back(source, target);
  }
  return out;
}

}  // namespace

TEST_CASE("terms that occur together in varying contexts are translations, in any order") {
  const auto pairs = learn_translations(bitext_of(shifted(200)));
  for (std::uint32_t term = 1; term <= 30; ++term) CHECK(best_of(pairs, term).value_or(0) == term + 40);
}

TEST_CASE("a pair has its probabilities, its evidence and its articles") {
  auto units = shifted(200);
  const auto pairs = learn_translations(bitext_of(units));
  for (const TermPair& pair : pairs) {
    CHECK(pair.forward <= 1.0);
    CHECK(pair.backward <= 1.0);
    if (pair.target != pair.source + 40) continue;
    CHECK(pair.forward > 0.6);
    CHECK(pair.evidence > 16);
    for (const std::uint32_t article : pair.articles) {
      const Terms& source = units[article].first;
      CHECK(std::find(source.begin(), source.end(), pair.source) != source.end());
    }
  }
}

TEST_CASE("a rare word does not collect words without a translation") {
  // Term 31 occurs once, beside term 1, whose translation is known from other units.
  auto units = shifted(200);
  units.push_back({{1, 31}, {80, 41}});
  const auto pairs = learn_translations(bitext_of(units));
  CHECK(best_of(pairs, 1).value_or(0) == 41);
  CHECK(best_of(pairs, 31).value_or(0) != 41);
}

TEST_CASE("learning translations is deterministic") {
  const auto one = learn_translations(bitext_of(shifted(200)));
  const auto other = learn_translations(bitext_of(shifted(200)));
  REQUIRE(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].target == other[i].target);
    CHECK(one[i].forward == other[i].forward);
  }
}

TEST_CASE("nothing is learned from an empty bitext") { CHECK(learn_translations(Bitext()).empty()); }
