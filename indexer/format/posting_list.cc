#include "indexer/format/posting_list.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "indexer/base/bytes.h"

namespace callside {

namespace {

// Bytes of a number up to `largest`: 1, 2 or 4.
std::uint8_t width_of(std::uint32_t largest) { return largest <= 0xFF ? 1 : largest <= 0xFFFF ? 2 : 4; }

template <typename Get>
void pack(std::size_t count, std::uint8_t width, const Get& get, std::string& out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t value = get(i);
    out.append(reinterpret_cast<const char*>(&value), width);  // little-endian (bytes.h)
  }
}

template <typename From, typename To>
void widen(const char* at, std::size_t count, To* out) {
  std::array<From, kPostingBlock> numbers;
  if (count == kPostingBlock) {  // the compiler vectorises loops of a known length
    std::memcpy(numbers.data(), at, sizeof numbers);
    for (std::size_t i = 0; i < kPostingBlock; ++i) out[i] = static_cast<To>(numbers[i]);
  } else {
    std::memcpy(numbers.data(), at, count * sizeof(From));
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<To>(numbers[i]);
  }
}

template <typename To>
void unpack(const char* at, std::size_t count, std::uint8_t width, To* out) {
  if (width == 1) {
    widen<std::uint8_t>(at, count, out);
  } else if (width == 2) {
    widen<std::uint16_t>(at, count, out);
  } else {
    widen<std::uint32_t>(at, count, out);
  }
}

bool is_width(std::uint8_t width) { return width == 1 || width == 2 || width == 4; }

}  // namespace

void write_postings(std::span<const Posting> postings, std::uint32_t before, std::string& out) {
  std::string packed;
  ByteWriter table;
  for (std::size_t first = 0; first < postings.size(); first += kPostingBlock) {
    const auto block = postings.subspan(first, std::min(kPostingBlock, postings.size() - first));
    const auto gap = [&](std::size_t i) {
      return block[i].document - (i == 0 ? before : block[i - 1].document) - 1;
    };
    const auto wdf = [&](std::size_t i) { return std::min(block[i].wdf, kMaxPostingWdf); };
    std::uint32_t largest_gap = 0, largest_wdf = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
      largest_gap = std::max(largest_gap, gap(i));
      largest_wdf = std::max(largest_wdf, wdf(i));
    }
    const std::uint8_t gap_width = width_of(largest_gap), wdf_width = width_of(largest_wdf);
    packed += static_cast<char>(gap_width);
    packed += static_cast<char>(wdf_width);
    pack(block.size(), gap_width, gap, packed);
    pack(block.size(), wdf_width, wdf, packed);
    before = block.back().document;
    table.number(PostingList::Entry{before, static_cast<std::uint32_t>(packed.size()), largest_wdf});
  }
  ByteWriter head;
  head.varint(postings.size());
  out += head.bytes();
  if (postings.size() > kPostingBlock) out += table.bytes();
  out += packed;
}

PostingList::PostingList(std::string_view bytes, std::uint32_t before) : before_(before) {
  ByteReader reader(bytes);
  const std::uint64_t size = reader.varint();
  if (reader.failed() || size > std::numeric_limits<std::uint32_t>::max()) return;
  const std::uint64_t blocks = (size + kPostingBlock - 1) / kPostingBlock;
  if (blocks > 1) {
    table_ = reader.rest().data();
    if (reader.raw(blocks * sizeof(Entry)).empty()) return;
  }
  size_ = static_cast<std::uint32_t>(size);
  blocks_ = static_cast<std::uint32_t>(blocks);
  packed_ = reader.rest();
}

PostingList::Entry PostingList::entry(std::uint32_t block) const {
  Entry entry{std::numeric_limits<std::uint32_t>::max(), 0, kMaxPostingWdf};
  if (table_ != nullptr && block < blocks_) std::memcpy(&entry, table_ + block * sizeof entry, sizeof entry);
  return entry;
}

void PostingList::read(std::uint32_t block, Block& out) const {
  out.size = 0;
  if (block >= blocks_) return;
  std::uint32_t before = before_;
  std::size_t begin = 0;
  if (block > 0) {
    const Entry previous = entry(block - 1);
    before = previous.last;
    begin = previous.end;
  }
  const std::size_t count = std::min<std::size_t>(kPostingBlock, size_ - std::size_t{block} * kPostingBlock);
  const std::string_view bytes = part_of(packed_, begin, packed_.size() - std::min(begin, packed_.size()));
  if (bytes.size() < 2) return;
  const auto gap_width = static_cast<std::uint8_t>(bytes[0]);
  const auto wdf_width = static_cast<std::uint8_t>(bytes[1]);
  if (!is_width(gap_width) || !is_width(wdf_width)) return;
  const std::size_t gaps = count * gap_width;
  if (bytes.size() < 2 + gaps + count * wdf_width) return;
  unpack(bytes.data() + 2, count, gap_width, out.documents.data());
  unpack(bytes.data() + 2 + gaps, count, wdf_width, out.wdfs.data());
  std::uint64_t document = before;
  for (std::size_t i = 0; i < count; ++i) {
    document += std::uint64_t{out.documents[i]} + 1;
    out.documents[i] = static_cast<std::uint32_t>(document);
  }
  // Beyond the highest number there is no document: the list is damaged.
  if (document <= std::numeric_limits<std::uint32_t>::max()) out.size = static_cast<std::uint32_t>(count);
}

}  // namespace callside
