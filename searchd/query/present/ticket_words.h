#pragma once

#include <cstdint>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// Decides whether two tickets say the same, by the share of words that they have in common (A. Broder, "On
// the resemblance and containment of documents", 1997, with single words as shingles, since questions are one
// or two sentences: with shingles of four words, one changed word of eight leaves a quarter). Few tickets are
// compared, so no sketches are needed. Words are compared by id, so words of two languages are never equal.

// Resemblance from which two questions are the same. RANKING.md, Collapse.
inline constexpr double kSameQuestion = 0.8;
// Resemblance from which two resolutions are the same. Lower, because agents word the same help differently;
// a different solution to the same question must stay visible. RANKING.md, Collapse.
inline constexpr double kSameResolution = 0.5;

// The words of a ticket in one generation. Immutable; thread-safe.
class TicketWords {
 public:
  explicit TicketWords(const StoredDocument& ticket);

  // Returns true if both have the same question (the subject if there is no question).
  bool same_question(const TicketWords& other) const;
  // Returns true if both have the same question and the same resolution, so that one of them is enough.
  bool is_duplicate(const TicketWords& other) const;

 private:
  std::vector<std::uint32_t> question_, resolution_;  // word ids, sorted, unique
};

}  // namespace callside
