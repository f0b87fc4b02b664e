#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// The kind of a segment determines how it becomes terms.
enum class SegmentKind : std::uint8_t {
  word,    // letters; belongs to the language of the text
  code,    // holds a digit or a sign (4012, iphone14pro, c++); the same in every language
  joined,  // words joined by a sign, without the sign (wi-fi: wifi)
  bigram,  // two adjacent characters of Chinese, Japanese or Korean text
};

// A searchable piece of text. Offsets count Unicode code points of the segmented text.
struct Segment {
  std::uint32_t start = 0;
  std::uint32_t length = 0;
  SegmentKind kind = SegmentKind::word;
  // An overlay covers other segments, as the whole of a code covers its parts, and does not advance the
  // position.
  bool overlay = false;
  std::string_view text;  // as typed; valid until the segmenter is used again
};

// Splits text into words, such that spellings written together and apart match each other:
// - Text is split at every sign and between letters and digits ("ABC-1234", "iPhone14Pro", "l'article"). An
//   overlay holds the whole without the signs ("ABC1234"), except after an elision such as "l'". Dots between
//   digits stay in it, so that 1.11 and 11.1 differ.
// - Overlays also hold numbers without the signs between thousands ("1 000": 1000), and names with a sign at
//   their beginning or end (".net", "C++").
// - A sign that belongs to the word, as in "зап'ястя", does not split it
// (character_class.h).
// - ICU's dictionaries split Chinese, Japanese, Thai, Lao, Khmer and Burmese text.
// - Chinese, Japanese and Korean text also gets all its bigrams as overlays.
// Not thread-safe; use one object per thread. Construction takes about a millisecond. Segmenting allocates
// little once the buffers have grown.
class Segmenter {
 public:
  Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  // Replaces `out` by the segments of `text`, which is UTF-8; invalid bytes separate words. Segments are
  // ordered by start, overlays after the others at the same start. They refer to `text` and to this object.
  void segment(std::string_view text, std::vector<Segment>& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace callside
