#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "indexer/format/document_store.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/ranking.h"

namespace callside {

// What is shown of a block that is too long to be read aloud: the run of whole sentences (of code and rows:
// of lines) that answers, or of a sentence that is itself too long, the words around the answer. An ellipsis
// stands for what was left out before and after.

// Words of a block, beyond which only an excerpt of it is shown: half a minute at 150 words a minute, and the
// length at which the indexer begins the next passage.
inline constexpr std::uint32_t kMostWords = 80;

struct LongBlock {
  std::string_view text;
  BlockType type = BlockType::paragraph;
  std::span<const std::uint32_t> words;  // form numbers
  std::span<const StoredSpan> spans;     // one a word
  std::string language;                  // BCP 47
};

// [begin, end) in code points of the block, and the same as it is shown: a code point of the block that is
// shown is at its offset less `begin` plus `lead` in `text`.
struct Excerpt {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t lead = 0;
  std::string text;
};

// Told without reading the text; true for some that are not, which then come out whole.
bool may_be_too_long(std::string_view text, std::span<const std::uint32_t> words);

// At most kMostWords words: two characters of Chinese and Japanese are one, and so are sixteen that are no
// words. One pass over the block, however long; sentences are looked for only around the answer.
Excerpt cut_excerpt(const LongBlock& block, const MatchTable& matches, SentenceFinder& sentences);

}  // namespace callside
