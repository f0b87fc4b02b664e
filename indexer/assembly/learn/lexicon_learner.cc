#include "indexer/assembly/learn/lexicon_learner.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/assembly/learn/article_versions.h"
#include "indexer/assembly/learn/block_alignment.h"
#include "indexer/assembly/learn/translation_model.h"
#include "indexer/format/bilingual_lexicon.h"

namespace callside {

namespace {

// Thresholds for keeping a pair. By chance, one in five thousand pairs reaches this log-likelihood ratio.
// With four hundred or more units, two terms reach it if both occur in one unit and in no other; with
// twenty-five, they must share two. Results for 12 to 20 are within .004 on the judged sets, and no threshold
// is no better.
constexpr double kMinEvidence = 14;
constexpr double kMinOccurrences = 0.5;
constexpr double kLeastProbability = 0.02;
constexpr std::size_t kMostTranslations = 8;
// Cells that a pair of languages may use (translation_model.h): 200 MB.
constexpr std::uint64_t kMaxPairs = 25'000'000;

using Versions = std::vector<ArticleVersion>;
// The versions of one article in two languages.
struct VersionPair {
  const ArticleVersion* source;
  const ArticleVersion* target;
};

// A term and one of its translations.
struct Learned {
  std::uint32_t source = 0, target = 0;
  double probability = 0;
  std::vector<LearnedFrom> from;
};

// The terms of one side of a bitext, numbered in order of first occurrence.
class LocalNumbers {
 public:
  explicit LocalNumbers(std::size_t terms) : numbers_(terms, kNone) {}
  void add(const std::vector<std::uint32_t>& terms, std::vector<std::uint32_t>& out) {
    for (const std::uint32_t term : terms) {
      if (numbers_[term] == kNone) {
        numbers_[term] = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back(term);
      }
      out.push_back(numbers_[term]);
    }
  }
  const std::vector<std::uint32_t>& terms() const { return terms_; }

 private:
  static constexpr std::uint32_t kNone = FormTable::kNone;
  std::vector<std::uint32_t> numbers_, terms_;
};

// Learns the translations between two languages.
class LanguagePair {
 public:
  LanguagePair(const std::vector<VersionPair>& articles, std::size_t terms)
      : articles_(articles), source_(terms), target_(terms) {}

  // Returns the translations in both directions.
  std::vector<Learned> learn() {
    add_units();
    bitext_.source_terms = static_cast<std::uint32_t>(source_.terms().size());
    bitext_.target_terms = static_cast<std::uint32_t>(target_.terms().size());
    std::vector<TermPair> pairs = learn_translations(bitext_);
    std::erase_if(pairs, [](const TermPair& pair) {
      return pair.evidence < kMinEvidence || pair.occurrences < kMinOccurrences;
    });
    std::vector<Learned> learned;
    for (const TermPair& pair : pairs) {
      // Both directions count, since a term that many others align with translates none of them well. With
      // one direction alone, results are .004 and .039 worse.
      const double probability = std::sqrt(pair.forward * pair.backward);
      if (probability < kLeastProbability) continue;
      const std::uint32_t source = source_.terms()[pair.source], target = target_.terms()[pair.target];
      learned.push_back({source, target, probability, support(pair, false)});
      learned.push_back({target, source, probability, support(pair, true)});
    }
    keep_best(learned);
    return learned;
  }

 private:
  void add_units() {
    double source_length = 1, target_length = 1;
    for (const auto& [source, target] : articles_) {
      for (const BlockShape& block : source->shapes) source_length += block.length;
      for (const BlockShape& block : target->shapes) target_length += block.length;
    }
    // If there are too many cells, use every second, third, ... article.
    std::uint64_t size = 0;
    for (const auto& [source, target] : articles_) size += rough_cells(*source, *target);
    const std::size_t step = 1 + size / kMaxPairs;
    for (std::size_t i = 0; i < articles_.size(); i += step) {
      const auto& [source, target] = articles_[i];
      add_unit({&source->title, 1}, {&target->title, 1}, i);
      for (const AlignedBlocks& pair :
           align_blocks(source->shapes, target->shapes, target_length / source_length)) {
        add_unit(std::span(source->blocks).subspan(pair.source_begin, pair.source_end - pair.source_begin),
                 std::span(target->blocks).subspan(pair.target_begin, pair.target_end - pair.target_begin),
                 i);
      }
    }
  }
  static std::uint64_t rough_cells(const ArticleVersion& source, const ArticleVersion& target) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < std::min(source.blocks.size(), target.blocks.size()); ++i)
      sum += std::uint64_t{source.blocks[i].size()} * target.blocks[i].size();
    return sum;
  }
  using Blocks = std::span<const std::vector<std::uint32_t>>;
  void add_unit(Blocks source, Blocks target, std::size_t article) {
    const auto empty = [](Blocks blocks) {
      return std::all_of(blocks.begin(), blocks.end(), [](const auto& terms) { return terms.empty(); });
    };
    if (empty(source) || empty(target)) return;
    Bitext::Unit unit;
    unit.article = static_cast<std::uint32_t>(article);
    unit.source_begin = static_cast<std::uint32_t>(bitext_.source.size());
    unit.target_begin = static_cast<std::uint32_t>(bitext_.target.size());
    for (const auto& terms : source) source_.add(terms, bitext_.source);
    for (const auto& terms : target) target_.add(terms, bitext_.target);
    unit.source_end = static_cast<std::uint32_t>(bitext_.source.size());
    unit.target_end = static_cast<std::uint32_t>(bitext_.target.size());
    bitext_.units.push_back(unit);
  }

  std::vector<LearnedFrom> support(const TermPair& pair, bool backward) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> articles;
    for (const std::uint32_t article : pair.articles) {
      const auto& [source, target] = articles_[article];
      ++articles[backward ? std::pair(target->access_class, source->access_class)
                          : std::pair(source->access_class, target->access_class)];
    }
    std::vector<LearnedFrom> from;
    for (const auto& [classes, count] : articles) from.push_back({classes.first, classes.second, count});
    return from;
  }

  // Keeps the most probable translations of each term.
  static void keep_best(std::vector<Learned>& learned) {
    std::sort(learned.begin(), learned.end(), [](const Learned& a, const Learned& b) {
      return std::tuple(a.source, -a.probability, a.target) < std::tuple(b.source, -b.probability, b.target);
    });
    std::size_t kept = 0, of_term = 0;
    for (std::size_t i = 0; i < learned.size(); ++i) {
      of_term = i > 0 && learned[i].source == learned[kept - 1].source ? of_term + 1 : 0;
      if (of_term >= kMostTranslations) continue;
      if (kept != i) learned[kept] = std::move(learned[i]);
      ++kept;
    }
    learned.resize(kept);
  }

  const std::vector<VersionPair>& articles_;
  LocalNumbers source_, target_;
  Bitext bitext_;
};

// Returns the articles of each pair of languages.
std::vector<std::vector<VersionPair>> version_pairs(const Versions& versions) {
  std::map<std::pair<std::uint16_t, std::uint16_t>, std::vector<VersionPair>> pairs;
  for (std::size_t first = 0; first < versions.size(); ++first) {
    for (std::size_t other = first + 1; other < versions.size(); ++other) {
      if (versions[other].article != versions[first].article) break;
      pairs[{versions[first].language, versions[other].language}].push_back(
          {&versions[first], &versions[other]});
    }
  }
  std::vector<std::vector<VersionPair>> out;
  for (auto& [languages, articles] : pairs) out.push_back(std::move(articles));
  return out;
}

std::vector<std::vector<Learned>> learn_all(const LexiconLearning& learning,
                                            const std::vector<std::vector<VersionPair>>& pairs,
                                            std::size_t terms) {
  std::vector<std::vector<Learned>> learned(pairs.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::min<std::size_t>(std::max(1U, learning.threads), pairs.size()); ++i) {
    threads.emplace_back([&] {
      for (std::size_t pair = next++; pair < pairs.size(); pair = next++) {
        if (learning.interrupted != nullptr && learning.interrupted->load()) return;
        learned[pair] = LanguagePair(pairs[pair], terms).learn();
      }
    });
  }
  threads.clear();
  return learned;
}

// Returns the terms that have translations, in the form that the file needs.
std::vector<LexiconTerm> lexicon_of(const std::vector<std::vector<Learned>>& learned,
                                    const TermNumbers& numbers) {
  std::vector<std::uint32_t> number(numbers.terms().size(), 0);
  for (const auto& pair : learned) {
    for (const Learned& one : pair) number[one.source] = number[one.target] = 1;
  }
  std::vector<LexiconTerm> terms;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] == 0) continue;
    number[i] = static_cast<std::uint32_t>(terms.size());
    terms.push_back({numbers.terms()[i].language, std::string(numbers.terms()[i].text), {}});
  }
  for (const auto& pair : learned) {
    for (const Learned& one : pair) {
      terms[number[one.source]].translations.push_back(
          {number[one.target], static_cast<float>(one.probability), one.from});
    }
  }
  for (LexiconTerm& term : terms) {
    std::sort(term.translations.begin(), term.translations.end(), [&](const auto& a, const auto& b) {
      return std::tuple(terms[a.term].language, -a.probability, a.term) <
             std::tuple(terms[b.term].language, -b.probability, b.term);
    });
  }
  return terms;
}

}  // namespace

Result<void> learn_lexicon(const LexiconLearning& learning, const ReadingResult& reading,
                           const MergedForms& merged, const Numbering& numbering) {
  const TermNumbers numbers(merged);
  CALLSIDE_ASSIGN(const Versions versions, read_versions(reading, merged, numbering, numbers));
  const auto learned = learn_all(learning, version_pairs(versions), numbers.terms().size());
  if (learning.interrupted != nullptr && learning.interrupted->load())
    return fail(ErrorCode::interrupted, "interrupted");
  return write_bilingual_lexicon(learning.file, merged.languages, lexicon_of(learned, numbers));
}

}  // namespace callside
