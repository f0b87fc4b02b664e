#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// What a segment of text is, and so how it is turned into terms.
enum class SegmentKind : std::uint8_t {
  word,    // letters: belongs to the text's language
  code,    // holds a digit or a sign (4012, iphone14pro, c++): the same in every language
  joined,  // letters that the writer joined with a sign (wi-fi: wifi), without it
  bigram,  // two neighbouring characters of Chinese, Japanese or Korean text
};

// A piece of text that can be searched. Offsets are Unicode code points of the text that was segmented.
struct Segment {
  std::uint32_t start = 0;
  std::uint32_t length = 0;
  SegmentKind kind = SegmentKind::word;
  // Lies over the segments that advance the position (the parts of a code lie side by side, the whole over
  // them).
  bool overlay = false;
  std::string_view text;  // as typed; valid until the segmenter is used again
};

// Cuts text into words by ICU's rules (UAX #29, with ICU's dictionaries for Chinese, Japanese, Thai, Lao,
// Khmer and Burmese), then so that what is written together or apart meets:
// - words are cut at every sign and between letters and digits ("ABC-1234", "iPhone14Pro", "l'article"), and
// the whole
//   without the signs lies over its parts ("abc1234");
// - Chinese, Japanese and Korean text gets, over its words, all its bigrams.
// Not thread-safe; one object a thread. Opening one costs about a millisecond, a text no allocation once
// warm.
class Segmenter {
 public:
  Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  // Replaces `out` by the segments of `text` (UTF-8; invalid bytes separate words), ordered by start; at one
  // start the segments that advance come before those that overlay.
  void segment(std::string_view text, std::vector<Segment>& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace callside
