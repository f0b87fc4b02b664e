#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace callside {

// Stores the documents that have one term: their numbers, ascending, and how often the term occurs in each
// (weighted, in units of 1 / kWdfScale: fields.h). A block of 128 documents has the differences of their
// numbers, less 1, then the frequencies. Both take as many whole bytes as the largest in the block needs;
// packing by bits takes a fifth less space, and reading takes several times as long. A list of several blocks
// begins with a table of the last document and the highest frequency of each, so that a search can skip
// blocks which cannot change its result (Ding and Suel 2011, "Faster top-k document retrieval using block-max
// indexes").

struct Posting {
  std::uint32_t document = 0;
  std::uint32_t wdf = 0;  // at least 1; values above kMaxPostingWdf are stored as kMaxPostingWdf
  bool operator==(const Posting&) const = default;
};

inline constexpr std::size_t kPostingBlock = 128;
inline constexpr std::uint32_t kMaxPostingWdf = 0xFFFF;
// Appends a list to `out`. `postings`: sorted, not empty, all documents greater than `before`.
void write_postings(std::span<const Posting> postings, std::uint32_t before, std::string& out);

// Reads a list. Whatever the bytes hold, it reads none outside of them, and documents ascend within a block.
// A damaged list may have fewer or other documents than were written.
class PostingList {
 public:
  // The postings of a block. `documents` and `wdfs` have `size` valid elements.
  struct Block {
    std::uint32_t size = 0;
    std::array<std::uint32_t, kPostingBlock> documents;
    std::array<std::uint16_t, kPostingBlock> wdfs;
  };

  PostingList() = default;
  // `bytes`: from the start of the list to the end of its file; `before`: as written.
  PostingList(std::string_view bytes, std::uint32_t before);

  // Number of documents.
  std::uint32_t size() const { return size_; }
  std::uint32_t blocks() const { return blocks_; }
  // As written: a number below all documents.
  std::uint32_t before() const { return before_; }
  // Only for lists of several blocks: last document and highest frequency of a block.
  std::uint32_t last_document(std::uint32_t block) const { return entry(block).last; }
  std::uint32_t max_wdf(std::uint32_t block) const { return entry(block).max_wdf; }
  void read(std::uint32_t block, Block& out) const;

 private:
  friend void write_postings(std::span<const Posting>, std::uint32_t, std::string&);
  struct Entry {
    std::uint32_t last;
    std::uint32_t end;  // of the block's bytes, from the start of the first block
    std::uint32_t max_wdf;
  };
  Entry entry(std::uint32_t block) const;

  std::uint32_t size_ = 0;
  std::uint32_t blocks_ = 0;
  std::uint32_t before_ = 0;
  const char* table_ = nullptr;  // Entry per block; nullptr: there is one block
  std::string_view packed_;
};

}  // namespace callside
