#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "indexer/format/ticket_index.h"

namespace callside {

inline constexpr std::uint32_t kNoDocument = std::numeric_limits<std::uint32_t>::max();

// Reads the postings of one term, in all parts of the index, from the lowest document to the highest. Ranges
// that are asked for must ascend.
class PostingCursor {
 public:
  // `tickets` must outlive the cursor. Not defaulted, which would set the block's arrays to zero.
  PostingCursor(const TicketIndex& tickets, std::uint32_t term);

  // Moves to `begin`. Returns a lower bound of the first document from there on, or kNoDocument.
  std::uint32_t move_to(std::uint32_t begin);
  // An upper bound of the frequencies from the current position to `end`.
  std::uint32_t bound(std::uint32_t end) const;

  // Calls take(document, frequency) for the postings in [begin, end), except those of blocks in which all
  // frequencies are below `least`.
  template <typename Take>
  void scan(std::uint32_t begin, std::uint32_t end, std::uint32_t least, const Take& take) {
    while (move_to(begin) < end) {
      if (max_wdf_ < least) {
        // The block may reach beyond the range.
        if (last_ >= end) return;
        enter_block(block_ + 1);
        continue;
      }
      read();
      while (at_ < current_.size && current_.documents[at_] < begin) ++at_;
      std::uint32_t at = at_;
      for (; at < current_.size && current_.documents[at] < end; ++at)
        take(current_.documents[at], current_.wdfs[at]);
      at_ = at;
      if (at < current_.size) return;
      enter_block(block_ + 1);
    }
  }
  // Calls take(document, frequency) for those of `among` that have the term. `among`: sorted numbers in
  // [begin, end). Does not read blocks without any.
  template <typename Take>
  void scan(std::uint32_t begin, std::uint32_t end, std::span<const std::uint32_t> among, const Take& take) {
    for (const std::uint32_t wanted : among) {
      if (wanted < begin) continue;
      if (move_to(wanted) >= end) return;
      if (first_ > wanted) continue;
      read();
      while (at_ < current_.size && current_.documents[at_] < wanted) ++at_;
      if (at_ < current_.size && current_.documents[at_] == wanted) take(wanted, current_.wdfs[at_]);
    }
  }

 private:
  void enter_list();
  void enter_block(std::uint32_t block);
  void read() {
    if (!is_read_) lists_[list_].read(block_, current_);
    is_read_ = true;
  }

  std::vector<PostingList> lists_;
  std::size_t list_ = 0;
  std::uint32_t blocks_here_ = 0;  // of the current list
  std::uint32_t block_ = 0;
  // Of the current block. The first two may be too low and too high.
  std::uint32_t first_ = 0, last_ = 0, max_wdf_ = 0;
  std::uint32_t at_ = 0;  // in the current block
  bool is_read_ = false;
  PostingList::Block current_;
};

}  // namespace callside
