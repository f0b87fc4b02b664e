#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/phrase_matcher.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/question.h"

namespace callside {

// How well does a candidate match, beyond BM25F? Reads each candidate's words in the forward store and weighs
// coverage, nearness, the best block and the title. RANKING.md, Rank.

// Maps a document's word to the word of the question that it matches. Made once per reading; immutable.
class MatchTable {
 public:
  struct Match {
    std::uint16_t word = 0;  // index in Question::words
    MatchLevel level = MatchLevel::exact;
    float share = 1;  // 0: it is part of a phrase and does not count by itself
  };

  // `documents`: number that exist for the reader.
  MatchTable(const Question& question, const Vocabulary& vocabulary, double documents);

  // Returns the match of a document's word (form id, with or without the overlay bit), or nullptr. Most words
  // of a document match nothing, and most of an answer's time goes into finding that out, so a bit filter
  // comes first.
  const Match* find(std::uint32_t word) const {
    const std::uint32_t form = word & ~kOverlayBit;
    return (filter_[(form >> 6U) % kFilterWords] >> (form & 63U) & 1U) == 0 ? nullptr : look_up(form);
  }
  // Inverse document frequency of a query word, times its share.
  double weight(std::size_t word) const { return weights_[word]; }
  // Sum over all words that are searched, without stop words.
  double total_weight() const { return total_weight_; }
  // The phrases to look for.
  const PhraseMatcher& phrases() const { return phrases_; }

 private:
  struct Bucket {
    std::uint32_t form = kEmpty;
    Match match;
  };
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
  static constexpr std::uint32_t kFilterWords = 128;  // 8192 bits, 1 KiB: stays in the first-level cache

  const Match* look_up(std::uint32_t form) const;
  void put(std::uint32_t form, const Match& match);

  std::array<std::uint64_t, kFilterWords> filter_{};  // a bit for each form id in the table, modulo 8192
  std::vector<Bucket> buckets_;                       // open addressing; the size is a power of two
  std::uint32_t mask_ = 0;
  std::vector<double> weights_;
  double total_weight_ = 0;
  PhraseMatcher phrases_;
};

// The parts of a candidate's final weight. `with_title`: false: as if the document had no title.
RankParts rank_parts(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches, bool with_title = true);

// About what the document's BM25F weight would be if it had no title: without normalising the lengths.
double bm25f_without_title(const StoredDocument& document, const Question& question,
                           const MatchTable& matches);

// A candidate's final weight.
double rank_document(const StoredDocument& document, double bm25f, const Question& question,
                     const MatchTable& matches);

}  // namespace callside
