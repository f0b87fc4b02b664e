#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/standing_together.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/question.h"

namespace callside {

// The second step of an answer: candidates are looked at word by word, in the forward store, and ordered by
// what BM25F cannot see: how much of the question a document covers, and whether its words stand together.

// Which word of the question a word of a document is. Made once a question; read by every step after.
class MatchTable {
 public:
  struct Match {
    std::uint16_t group = 0;  // index into Question::groups
    MatchLevel level = MatchLevel::exact;
    float share = 1;  // 0: it is a part of a meaning of several words, and by itself says nothing
  };

  // `documents`: that exist for the reader.
  MatchTable(const Question& question, const Vocabulary& vocabulary, double documents);

  // The match of a document's word (id, overlay bit allowed), or nullptr. Nearly all words of a
  // document match nothing, and most of the time of an answer goes into finding that out: they are told by
  // one bit.
  const Match* find(std::uint32_t word) const {
    const std::uint32_t form = word & ~kOverlayBit;
    return (maybe_[(form >> 6U) % kMaybeWords] >> (form & 63U) & 1U) == 0 ? nullptr : look_up(form);
  }
  // Inverse document frequency of a group, times its share.
  double weight(std::size_t group) const { return weights_[group]; }
  // Of all groups that are searched.
  double total_weight() const { return total_weight_; }
  // The meanings of several words.
  const StandingTogether& together() const { return together_; }

 private:
  struct Slot {
    std::uint32_t form = kEmpty;
    Match match;
  };
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
  static constexpr std::uint32_t kMaybeWords = 128;  // 8192 bits, 1 KiB: stays in the first cache

  const Match* look_up(std::uint32_t form) const;
  void put(std::uint32_t form, const Match& match);

  std::array<std::uint64_t, kMaybeWords> maybe_{};  // bit of each form number modulo 8192 that is in slots_
  std::vector<Slot> slots_;                         // open addressing; a power of two
  std::uint32_t mask_ = 0;
  std::vector<double> weights_;
  double total_weight_ = 0;
  StandingTogether together_;
};

// What a candidate's final weight is made of.
RankParts rank_parts(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches);

// A candidate's final weight.
double rank_document(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches);

}  // namespace callside
