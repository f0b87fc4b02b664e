#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "indexer/format/document_store.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/ranking.h"

namespace callside {

// Shortens a block that is too long to be read aloud: which part of it answers? The result is the best run of
// whole sentences (lines for code and table rows) or, inside a sentence that is too long itself, the words
// around the answer. An ellipsis marks removed text.

// Words above which only an excerpt of a block is shown. RANKING.md, Excerpts.
inline constexpr std::uint32_t kMaxExcerptWords = 80;

struct LongBlock {
  std::string_view text;
  BlockType type = BlockType::paragraph;
  std::span<const std::uint32_t> words;  // form ids
  std::span<const StoredSpan> spans;     // one per word
  std::string language;                  // BCP 47
};

// `text` is the excerpt; [begin, end) is its range in code points of the block. A code point at offset p of
// the block is at p - begin + lead in `text`.
struct Excerpt {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t lead = 0;
  std::string text;
};

// A cheap test that does not read the text. It may return true for blocks that fit; cut_excerpt() returns
// these whole.
bool may_be_too_long(std::string_view text, std::span<const std::uint32_t> words);

// Returns at most kMaxExcerptWords words, counting two Chinese or Japanese characters, or sixteen characters
// outside words, as a word. Time is linear in the block's length; only text near the best match is split into
// sentences.
Excerpt cut_excerpt(const LongBlock& block, const MatchTable& matches, SentenceFinder& sentences);

}  // namespace callside
