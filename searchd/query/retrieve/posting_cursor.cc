#include "searchd/query/retrieve/posting_cursor.h"

namespace callside {

PostingCursor::PostingCursor(const TicketIndex& tickets, std::uint32_t term) {
  const std::uint32_t lists = tickets.lists(term);
  for (std::uint32_t i = 0; i < lists; ++i) {
    const PostingList list = tickets.list(term, i);
    if (list.blocks() > 0) lists_.push_back(list);
  }
  enter_list();
}

std::uint32_t PostingCursor::move_to(std::uint32_t begin) {
  while (list_ < lists_.size()) {
    while (block_ < blocks_here_ && last_ < begin) enter_block(block_ + 1);
    if (block_ < blocks_here_) return std::max(first_, begin);
    ++list_;
    enter_list();
  }
  return kNoDocument;
}

std::uint32_t PostingCursor::bound(std::uint32_t end) const {
  if (list_ == lists_.size() || first_ >= end) return 0;
  std::uint32_t bound = max_wdf_;
  std::uint32_t last = last_;
  std::uint32_t block = block_ + 1;
  for (std::size_t list = list_;;) {
    for (; block < lists_[list].blocks() && last < end - 1; ++block) {
      bound = std::max(bound, lists_[list].max_wdf(block));
      last = lists_[list].last_document(block);
    }
    if (last >= end - 1 || ++list == lists_.size() || lists_[list].before() >= end - 1) return bound;
    // A list of one block has no table.
    if (lists_[list].blocks() == 1) return kMaxPostingWdf;
    block = 0;
  }
}

void PostingCursor::enter_list() {
  blocks_here_ = list_ < lists_.size() ? lists_[list_].blocks() : 0;
  if (blocks_here_ > 0) enter_block(0);
}

void PostingCursor::enter_block(std::uint32_t block) {
  const PostingList& list = lists_[list_];
  first_ = block == 0 ? list.before() + 1 : last_ + 1;
  block_ = block;
  at_ = 0;
  is_read_ = false;
  if (block >= blocks_here_) return;
  if (blocks_here_ > 1) {
    last_ = list.last_document(block);
    max_wdf_ = list.max_wdf(block);
    return;
  }
  read();
  // An empty block, which is damage, ends before every document.
  last_ = current_.size > 0 ? current_.documents[current_.size - 1] : 0;
  first_ = current_.size > 0 ? current_.documents[0] : first_;
  max_wdf_ = 0;
  for (std::uint32_t i = 0; i < current_.size; ++i)
    max_wdf_ = std::max<std::uint32_t>(max_wdf_, current_.wdfs[i]);
}

}  // namespace callside
