#include "searchd/query/rank/ranking.h"

#include <algorithm>
#include <cmath>

#include "searchd/query/retrieve/saturation.h"
#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

// Share of the BM25F weight that does not depend on coverage. RANKING.md, Coverage.
constexpr double kUncoveredShare = 0.7;
// Weight of two neighbouring words of the question that are adjacent in the title or elsewhere, relative to
// the weight of the more frequent of them. RANKING.md, Nearness.
constexpr double kPairInTitle = 1.6;
constexpr double kPairInText = 1.2;
// Distance in words up to which a pair counts, and factor for the reverse order. RANKING.md, Nearness.
constexpr std::uint32_t kPairReach = 3;
constexpr double kWrongOrder = 0.5;
// Weight of a title whose words are all in the question, relative to the question's weight. RANKING.md,
// Title.
constexpr double kFullTitle = 0.5;
// Weight of the best block; share at which the title's words count in the other blocks; and words at which a
// block counts half. RANKING.md, Best block.
constexpr double kBlockWeight = 1.0;
constexpr double kTitleShare = 0.3;
constexpr double kBlockHalfLength = 50;
// Words of distance put between fields and blocks, so that no pair spans them.
constexpr std::uint32_t kGap = 16;
// Factor for the weight of stop words in coverage and passages. RANKING.md, Stop words.
constexpr double kStopWordFactor = 0.2;

// Collects the evidence from a document's words, field by field.
class Evidence {
 public:
  Evidence(const Question& question, const MatchTable& matches) : question_(question), matches_(matches) {
    covered_.fill(0.0);
    in_title_.fill(0.0);
    in_block_.fill(0.0);
    last_seen_.fill(0);
    pair_.fill(0.0);
    previous_.fill(kNone);
    next_.fill(kNone);
    // Link words that are neighbours in the question, ignoring stop words and overlays.
    std::size_t before = kNone;
    for (std::size_t g = 0; g < question.words.size(); ++g) {
      if (question.words[g].overlay || question.words[g].stop) continue;
      previous_[g] = before;
      if (before != kNone) next_[before] = g;
      before = g;
    }
  }

  void add_text(std::span<const std::uint32_t> words, bool title) {
    at_ += kGap;
    const std::uint32_t begin = at_;
    std::uint32_t at = at_;
    for (const std::uint32_t word : words) {
      at += (word >> 31U) ^ 1U;  // overlays do not advance the position
      const MatchTable::Match* match = matches_.find(word);
      if (match == nullptr || match->share == 0) continue;
      at_ = at;
      add_match(*match, title, (word & kOverlayBit) != 0);
    }
    if (title) title_words_ = at - begin;
    at_ = at;
    if (!matches_.phrases().empty()) add_phrases(words, title);
  }

  // Ends a field or block with this many words. The title is one, and adds a share of its words to the
  // others.
  void end_block(std::size_t words, bool title) {
    if (!block_open_) return;
    double sum = 0;
    for (std::size_t g = 0; g < question_.words.size(); ++g) {
      const double lent = title ? in_title_[g] : kTitleShare * in_title_[g];
      sum += std::max(in_block_[g], lent) * matches_.weight(g);
      in_block_[g] = 0;
    }
    best_block_ = std::max(best_block_, sum / (1.0 + static_cast<double>(words) / kBlockHalfLength));
    block_open_ = false;
  }
  // Weight of the question's words in the best block, reduced by its other words.
  double block() const { return best_block_; }

  double coverage() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.words.size(); ++g) sum += covered_[g] * matches_.weight(g);
    return matches_.total_weight() > 0 ? sum / matches_.total_weight() : 0.0;
  }
  double pairs() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.words.size(); ++g) {
      if (previous_[g] != kNone)
        sum += pair_[g] * std::min(matches_.weight(g), matches_.weight(previous_[g]));
    }
    return sum;
  }
  // Share of the question's weight that is in the title.
  double titled() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.words.size(); ++g) sum += in_title_[g] * matches_.weight(g);
    return matches_.total_weight() > 0 ? sum / matches_.total_weight() : 0.0;
  }
  // Share of the title's words that are in the question.
  double title_share() const {
    if (title_words_ == 0) return 0.0;
    return std::min(1.0, static_cast<double>(title_matches_) / static_cast<double>(title_words_));
  }

 private:
  // Adds matching phrases. They do not count for nearness.
  void add_phrases(std::span<const std::uint32_t> words, bool title) {
    matches_.phrases().find(words, [&](const PhraseMatcher::Entry& phrase) {
      const std::size_t g = phrase.query_word;
      const double share = phrase.share;
      covered_[g] = std::max(covered_[g], share);
      auto& here = title ? in_title_[g] : in_block_[g];
      here = std::max(here, share);
      block_open_ = true;
      if (title) title_matches_ += phrase.size;
    });
  }

  void add_match(const MatchTable::Match& match, bool title, bool overlay) {
    const std::size_t g = match.word;
    const QueryWord& word = question_.words[g];
    const double share = match.share;
    covered_[g] = std::max(covered_[g], share);
    auto& here = title ? in_title_[g] : in_block_[g];
    here = std::max(here, share);
    block_open_ = true;
    if (overlay || word.overlay) return;
    if (title && !word.stop) ++title_matches_;
    const double unit = (title ? kPairInTitle : kPairInText) * share;
    if (word.stop) return;
    if (previous_[g] != kNone) add_pair(g, previous_[g], unit);
    if (next_[g] != kNone) add_pair(next_[g], next_[g], unit * kWrongOrder);
    last_seen_[g] = at_;
  }

  // Records a pair, which is identified by its second word in the question; `seen` is the word that the
  // document had before.
  void add_pair(std::size_t pair, std::size_t seen, double unit) {
    if (last_seen_[seen] == 0) return;
    const std::uint32_t distance = at_ - last_seen_[seen];
    if (distance > 0 && distance <= kPairReach) pair_[pair] = std::max(pair_[pair], unit / distance);
  }

  static constexpr std::size_t kNone = kMaxQueryWords;

  const Question& question_;
  const MatchTable& matches_;
  std::uint32_t at_ = 1;
  std::array<double, kMaxQueryWords> covered_;
  std::array<double, kMaxQueryWords> in_title_, in_block_;
  bool block_open_ = false;
  double best_block_ = 0;
  std::array<std::uint32_t, kMaxQueryWords> last_seen_;
  std::array<double, kMaxQueryWords> pair_;
  std::array<std::size_t, kMaxQueryWords> previous_, next_;
  std::size_t title_words_ = 0;
  std::size_t title_matches_ = 0;
};

}  // namespace

void MatchTable::put(std::uint32_t form, const Match& match) {
  filter_[(form >> 6U) % kFilterWords] |= std::uint64_t{1} << (form & 63U);
  std::uint32_t at = (form * 0x9E3779B1U) & mask_;
  while (buckets_[at].form != kEmpty && buckets_[at].form != form) at = (at + 1) & mask_;
  // A form that matches two words of the question belongs to the better match.
  if (buckets_[at].form == kEmpty || match.share > buckets_[at].match.share) buckets_[at] = {form, match};
}

MatchTable::MatchTable(const Question& question, const Vocabulary& vocabulary, double documents)
    : phrases_(question, vocabulary) {
  std::size_t forms = 0;
  for (const QueryWord& word : question.words) {
    forms += word.forms.size();
    for (const Phrase& phrase : word.phrases) {
      for (const auto& alternatives : phrase.forms) forms += alternatives.size();
    }
  }
  std::size_t size = 16;
  while (size < 2 * forms) size *= 2;
  buckets_.resize(size);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::uint16_t g = 0; g < question.words.size(); ++g) {
    const QueryWord& word = question.words[g];
    for (const FormMatch& one : word.forms) put(vocabulary.id_of(one.form), {g, one.level, one.share});
    for (const Phrase& phrase : word.phrases) {
      for (const auto& alternatives : phrase.forms) {
        for (const std::uint32_t form : alternatives) put(vocabulary.id_of(form), {g, phrase.level, 0});
      }
    }
    double guessed = 0;
    for (const Guess& guess : word.guesses) guessed += guess.frequency;
    const double frequency =
        std::min(documents, word.terms.empty() && word.frequency == 0 ? guessed : word.frequency);
    weights_.push_back(rarity(frequency, documents) * share_of(word) * (word.stop ? kStopWordFactor : 1.0));
    if (!word.stop) total_weight_ += weights_.back();
  }
}

const MatchTable::Match* MatchTable::look_up(std::uint32_t form) const {
  for (std::uint32_t at = (form * 0x9E3779B1U) & mask_; buckets_[at].form != kEmpty; at = (at + 1) & mask_) {
    if (buckets_[at].form == form) return &buckets_[at].match;
  }
  return nullptr;
}

double bm25f_without_title(const StoredDocument& document, const Question& question,
                           const MatchTable& matches) {
  std::vector<double> occurrences(question.words.size(), 0.0);
  for_each_text(document, [&](std::span<const std::uint32_t> words, Field field) {
    if (field == Field::title) return;
    for (const std::uint32_t word : words) {
      if (const MatchTable::Match* match = matches.find(word); match != nullptr)
        occurrences[match->word] += static_cast<double>(match->share) * info(field).weight;
    }
  });
  double weight = 0;
  for (std::size_t g = 0; g < occurrences.size(); ++g) {
    if (!question.words[g].stop) weight += matches.weight(g) * saturated(kWdfScale * occurrences[g]);
  }
  return weight;
}

RankParts rank_parts(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches, bool with_title) {
  Evidence evidence(question, matches);
  const auto words = document.words();
  const std::size_t title = document.head().title_words;
  std::size_t begin = title + document.head().keyword_words;
  if (with_title) {
    evidence.add_text(words.subspan(0, title), true);
    evidence.end_block(title, true);
  }
  evidence.add_text(words.subspan(title, begin - title), false);
  const auto blocks = document.blocks();
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const std::size_t end = block + 1 < blocks.size() ? blocks[block + 1].first_word : words.size();
    evidence.add_text(words.subspan(begin, end - begin), false);
    evidence.end_block(end - begin, false);
    begin = end;
  }
  RankParts parts;
  parts.coverage = std::min(1.0, evidence.coverage());
  parts.title_share = evidence.title_share();
  parts.titled = std::min(1.0, evidence.titled());
  parts.bm25f = bm25f * (kUncoveredShare + (1.0 - kUncoveredShare) * parts.coverage);
  parts.together = evidence.pairs();
  parts.block = kBlockWeight * evidence.block();
  parts.title = kFullTitle * parts.title_share * parts.coverage * matches.total_weight();
  return parts;
}

double rank_document(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches) {
  return rank_parts(document, bm25f, question, matches).weight();
}

}  // namespace callside
