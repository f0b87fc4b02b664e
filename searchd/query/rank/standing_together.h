#pragma once

#include <xapian.h>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "indexer/format/document_store.h"
#include "indexer/format/vocabulary.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Meanings of several words ("dinner money" is "lunch account") count as one word, and only where the words
// stand together: in one field or block, in any order, with at most one word more among them than was
// written. Xapian, which keeps no positions here, finds the documents that have all of them; what stands
// together is seen in the store.
class StandingTogether {
 public:
  StandingTogether() = default;
  StandingTogether(const Question& question, const Vocabulary& vocabulary);

  bool empty() const { return meanings_.empty(); }
  struct Meaning {
    std::uint16_t group = 0;
    std::uint16_t number = 0;  // in QueryGroup::together
    std::uint32_t reach = 2;
    std::uint32_t words = 2;
    float share = 1;
  };
  const std::vector<Meaning>& meanings() const { return meanings_; }

  // Calls `take(meaning)` for each place in the words of a field or block where one stands.
  template <typename Take>
  void find(std::span<const std::uint32_t> words, const Take& take) const {
    std::vector<std::uint32_t> seen(parts_, 0);
    std::uint32_t at = 1;
    for (const std::uint32_t word : words) {
      at += (word >> 31U) ^ 1U;  // words that lie over others don't advance
      for (const Part& part : parts_of(word & ~kOverlayBit)) {
        const Meaning& meaning = meanings_[part.meaning];
        seen[part.first + part.number] = at;
        if (!within_reach(&seen[part.first], meaning)) continue;
        std::fill_n(seen.begin() + part.first, meaning.words, 0U);
        take(meaning);
      }
    }
  }

 private:
  // A word of a meaning: `first` is where its words begin among all.
  struct Part {
    std::uint32_t id = 0;
    std::uint32_t meaning = 0, first = 0, number = 0;
  };
  std::span<const Part> parts_of(std::uint32_t id) const;
  static bool within_reach(const std::uint32_t* seen, const Meaning& meaning);

  std::vector<Meaning> meanings_;
  std::vector<Part> by_id_;
  std::uint32_t parts_ = 0;
};

// Calls `take(words, field)` for the title, the keywords and each block of a document.
template <typename Take>
void each_stretch(const StoredDocument& document, const Take& take) {
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

// Weighs anew those of the candidates (found, and not ranked yet) in which words of a meaning stand apart:
// as the question without that meaning would. `query_of`: the query of a question. Throws what Xapian throws.
void weigh_as_they_stand(std::vector<Candidate>& candidates, const Question& question,
                         const StandingTogether& together, const DocumentStore& store,
                         const Xapian::Database& database,
                         const std::function<Xapian::Query(const Question&)>& query_of);

}  // namespace callside
