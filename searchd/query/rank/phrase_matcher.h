#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/vocabulary.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Finds phrases in documents. A phrase ("lunch account", meant by "dinner money") counts as one word, and
// only if its words are together: in one field or block, in any order, with at most one other word between
// them. The indexes store no positions and find documents with all of the words; positions come from the
// forward store.
class PhraseMatcher {
 public:
  PhraseMatcher() = default;
  PhraseMatcher(const Question& question, const Vocabulary& vocabulary);

  bool empty() const { return entries_.empty(); }
  struct Entry {
    std::uint16_t query_word = 0;
    std::uint16_t number = 0;  // in QueryWord::phrases
    std::uint32_t window = 2;
    std::uint32_t size = 2;
    float share = 1;
  };
  const std::vector<Entry>& entries() const { return entries_; }

  // Calls `take(entry)` for each place in the words of a field or block where a phrase is.
  template <typename Take>
  void find(std::span<const std::uint32_t> words, const Take& take) const {
    std::vector<std::uint32_t> seen(member_count_, 0);
    std::uint32_t at = 1;
    for (const std::uint32_t word : words) {
      at += (word >> 31U) ^ 1U;  // overlays do not advance the position
      for (const Member& member : members_of(word & ~kOverlayBit)) {
        const Entry& entry = entries_[member.entry];
        seen[member.first + member.number] = at;
        if (!within_window(&seen[member.first], entry)) continue;
        std::fill_n(seen.begin() + member.first, entry.size, 0U);
        take(entry);
      }
    }
  }

 private:
  // A word of a phrase. `first`: index of the phrase's first word in an array of all phrases' words.
  struct Member {
    std::uint32_t id = 0;
    std::uint32_t entry = 0, first = 0, number = 0;
  };
  std::span<const Member> members_of(std::uint32_t id) const;
  static bool within_window(const std::uint32_t* seen, const Entry& entry);

  std::vector<Entry> entries_;
  std::vector<Member> by_id_;
  std::uint32_t member_count_ = 0;
};

// Calls `take(words, field)` for the title, the keywords and each block of a document.
template <typename Take>
void for_each_text(const StoredDocument& document, const Take& take) {
  const auto words = document.words();
  const std::size_t title = document.head().title_words;
  take(words.subspan(0, title), Field::title);
  take(words.subspan(title, document.head().keyword_words), Field::keywords);
  const auto blocks = document.blocks();
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const bool heading = static_cast<BlockType>(blocks[block].type) == BlockType::heading;
    const auto [begin, end] = document.block_words(block);
    take(words.subspan(begin, end - begin),
         heading ? Field::heading : static_cast<Field>(blocks[block].field));
  }
}

// Recomputes the BM25F weight of candidates in which the words of a phrase are apart, with the query of the
// question without that phrase. Call it before the candidates are ranked. `documents`: number that exist for
// the reader. Throws Xapian's exceptions.
void reweigh_split_phrases(std::vector<Candidate>& candidates, const Question& question,
                           const PhraseMatcher& phrases, const DocumentStore& store,
                           const CandidateSearch& search, double documents);

}  // namespace callside
