#include "searchd/query/rank/ranking.h"

#include <algorithm>
#include <cmath>

#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

// Share of the weight that a document keeps which holds nearly nothing of the question; the rest comes with
// coverage.
constexpr double kUncovered = 0.7;
// A pair of neighbouring words of the question that stand together in a document, against the rarer word's
// weight: in the title, and elsewhere.
constexpr double kPairInTitle = 1.6;
constexpr double kPairInText = 1.2;
// Words apart at which a pair is still one, and how much the wrong order counts.
constexpr std::uint32_t kPairReach = 3;
constexpr double kWrongOrder = 0.5;
// A title all of whose words were asked for.
constexpr double kTitleExact = 0.5;
// The block (title, heading, paragraph, step, row) that has most of the question for its length; what the
// title lends to the others; and the words at which a block counts half.
constexpr double kBlock = 1.0;
constexpr double kLentByTitle = 0.3;
constexpr double kBlockLength = 50;
// Between two fields or blocks nothing stands together.
constexpr std::uint32_t kGap = 16;

// What one walk over a document's words gathers.
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
    // Words that stand side by side in the question once stop words and overlays are left out.
    std::size_t before = kNone;
    for (std::size_t g = 0; g < question.groups.size(); ++g) {
      if (question.groups[g].overlay || question.groups[g].stop) continue;
      previous_[g] = before;
      if (before != kNone) next_[before] = g;
      before = g;
    }
  }

  void walk(std::span<const std::uint32_t> words, bool title) {
    at_ += kGap;
    const std::uint32_t begin = at_;
    std::uint32_t at = at_;
    for (const std::uint32_t word : words) {
      at += (word >> 31U) ^ 1U;  // words that lie over others don't advance
      const MatchTable::Match* match = matches_.find(word);
      if (match == nullptr || match->share == 0) continue;
      at_ = at;
      take(*match, title, (word & kOverlayBit) != 0);
    }
    if (title) title_words_ = at - begin;
    at_ = at;
    if (!matches_.together().empty()) walk_together(words, title);
  }

  // Ends a field or block of so many words. The title is one, and lends a part to each of the others.
  void end_block(std::size_t words, bool title) {
    if (!block_open_) return;
    double sum = 0;
    for (std::size_t g = 0; g < question_.groups.size(); ++g) {
      const double lent = title ? in_title_[g] : kLentByTitle * in_title_[g];
      sum += std::max(in_block_[g], lent) * matches_.weight(g);
      in_block_[g] = 0;
    }
    best_block_ = std::max(best_block_, sum / (1.0 + static_cast<double>(words) / kBlockLength));
    block_open_ = false;
  }
  // The weight of the question's words that the best block holds, less where it holds many others.
  double block() const { return best_block_; }

  double coverage() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.groups.size(); ++g) sum += covered_[g] * matches_.weight(g);
    return matches_.total_weight() > 0 ? sum / matches_.total_weight() : 0.0;
  }
  double pairs() const {
    double sum = 0;
    for (std::size_t g = 0; g < question_.groups.size(); ++g) {
      if (previous_[g] != kNone)
        sum += pair_[g] * std::min(matches_.weight(g), matches_.weight(previous_[g]));
    }
    return sum;
  }
  // Share of the title's words that were asked for.
  double title_share() const {
    if (title_words_ == 0) return 0.0;
    return std::min(1.0, static_cast<double>(title_matches_) / static_cast<double>(title_words_));
  }

 private:
  // Meanings of several words. That other words of the question stand near them does not count.
  void walk_together(std::span<const std::uint32_t> words, bool title) {
    matches_.together().find(words, [&](const StandingTogether::Meaning& meaning) {
      const std::size_t g = meaning.group;
      const double share = meaning.share;
      covered_[g] = std::max(covered_[g], share);
      auto& here = title ? in_title_[g] : in_block_[g];
      here = std::max(here, share);
      block_open_ = true;
      if (title) title_matches_ += meaning.words;
    });
  }

  void take(const MatchTable::Match& match, bool title, bool overlay) {
    const std::size_t g = match.group;
    const QueryGroup& group = question_.groups[g];
    const double share = match.share;
    covered_[g] = std::max(covered_[g], share);
    auto& here = title ? in_title_[g] : in_block_[g];
    here = std::max(here, share);
    block_open_ = true;
    if (overlay || group.overlay) return;
    if (title && !group.stop) ++title_matches_;
    const double unit = (title ? kPairInTitle : kPairInText) * share;
    if (group.stop) return;
    if (previous_[g] != kNone) note(g, previous_[g], unit);
    if (next_[g] != kNone) note(next_[g], next_[g], unit * kWrongOrder);
    last_seen_[g] = at_;
  }

  // A pair is named by its second word in the question; `seen` is the one that the document had before.
  void note(std::size_t pair, std::size_t seen, double unit) {
    if (last_seen_[seen] == 0) return;
    const std::uint32_t distance = at_ - last_seen_[seen];
    if (distance > 0 && distance <= kPairReach) pair_[pair] = std::max(pair_[pair], unit / distance);
  }

  static constexpr std::size_t kNone = kMostGroups;

  const Question& question_;
  const MatchTable& matches_;
  std::uint32_t at_ = 1;
  std::array<double, kMostGroups> covered_;
  std::array<double, kMostGroups> in_title_, in_block_;
  bool block_open_ = false;
  double best_block_ = 0;
  std::array<std::uint32_t, kMostGroups> last_seen_;
  std::array<double, kMostGroups> pair_;
  std::array<std::size_t, kMostGroups> previous_, next_;
  std::size_t title_words_ = 0;
  std::size_t title_matches_ = 0;
};

}  // namespace

void MatchTable::put(std::uint32_t form, const Match& match) {
  maybe_[(form >> 6U) % kMaybeWords] |= std::uint64_t{1} << (form & 63U);
  std::uint32_t at = (form * 0x9E3779B1U) & mask_;
  while (slots_[at].form != kEmpty && slots_[at].form != form) at = (at + 1) & mask_;
  // A word that answers two words of the question belongs to the one that it answers better.
  if (slots_[at].form == kEmpty || match.share > slots_[at].match.share) slots_[at] = {form, match};
}

MatchTable::MatchTable(const Question& question, const Vocabulary& vocabulary, double documents)
    : together_(question, vocabulary) {
  std::size_t forms = 0;
  for (const QueryGroup& group : question.groups) {
    forms += group.forms.size();
    for (const WordsTogether& meaning : group.together) {
      for (const auto& word : meaning.forms) forms += word.size();
    }
  }
  std::size_t size = 16;
  while (size < 2 * forms) size *= 2;
  slots_.resize(size);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::uint16_t g = 0; g < question.groups.size(); ++g) {
    const QueryGroup& group = question.groups[g];
    for (const FormMatch& one : group.forms) put(vocabulary.id_of(one.form), {g, one.level, one.share});
    for (const WordsTogether& meaning : group.together) {
      for (const auto& word : meaning.forms) {
        for (const std::uint32_t form : word) put(vocabulary.id_of(form), {g, meaning.level, 0});
      }
    }
    double guessed = 0;
    for (const Guess& guess : group.guesses) guessed += guess.frequency;
    const double frequency =
        std::min(documents, group.terms.empty() && group.frequency == 0 ? guessed : group.frequency);
    weights_.push_back(rarity(frequency, documents) * share_of(group) * (group.stop ? 0.2 : 1.0));
    if (!group.stop) total_weight_ += weights_.back();
  }
}

const MatchTable::Match* MatchTable::look_up(std::uint32_t form) const {
  for (std::uint32_t at = (form * 0x9E3779B1U) & mask_; slots_[at].form != kEmpty; at = (at + 1) & mask_) {
    if (slots_[at].form == form) return &slots_[at].match;
  }
  return nullptr;
}

RankParts rank_parts(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches) {
  Evidence evidence(question, matches);
  const auto words = document.words();
  const std::size_t title = document.head().title_words;
  std::size_t begin = title + document.head().keyword_words;
  evidence.walk(words.subspan(0, title), true);
  evidence.end_block(title, true);
  evidence.walk(words.subspan(title, begin - title), false);
  const auto blocks = document.blocks();
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const std::size_t end = block + 1 < blocks.size() ? blocks[block + 1].first_word : words.size();
    evidence.walk(words.subspan(begin, end - begin), false);
    evidence.end_block(end - begin, false);
    begin = end;
  }
  RankParts parts;
  parts.coverage = std::min(1.0, evidence.coverage());
  parts.title_share = evidence.title_share();
  parts.bm25f = bm25f * (kUncovered + (1.0 - kUncovered) * parts.coverage);
  parts.together = evidence.pairs();
  parts.block = kBlock * evidence.block();
  parts.title = kTitleExact * parts.title_share * parts.coverage * matches.total_weight();
  return parts;
}

double rank_document(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches) {
  return rank_parts(document, bm25f, question, matches).weight();
}

}  // namespace callside
