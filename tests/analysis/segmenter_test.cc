#include "indexer/analysis/segmenter.h"

#include <string>
#include <vector>

#include "indexer/base/utf8.h"
#include "tests/support/catch2.h"

using callside::Segment;
using callside::Segmenter;
using callside::SegmentKind;

namespace {

std::vector<Segment> segments_of(Segmenter& segmenter, std::string_view text) {
  std::vector<Segment> out;
  segmenter.segment(text, out);
  return out;
}

// Formats segments as "word", "=code", "~joined" or "+bigram", with a leading "^" for overlays.
std::vector<std::string> shown(std::string_view text) {
  Segmenter segmenter;
  std::vector<std::string> out;
  for (const Segment& segment : segments_of(segmenter, text)) {
    std::string mark = segment.overlay ? "^" : "";
    if (segment.kind == SegmentKind::code) mark += "=";
    if (segment.kind == SegmentKind::joined) mark += "~";
    if (segment.kind == SegmentKind::bigram) mark += "+";
    out.push_back(mark + std::string(segment.text));
  }
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are split at spaces and signs") {
  CHECK(shown("Insert page numbers, then print!") == Words{"Insert", "page", "numbers", "then", "print"});
  CHECK(shown("  ") == Words{});
  CHECK(shown("") == Words{});
  CHECK(shown("...---!!!") == Words{});
  CHECK(shown("(AND \"foo") == Words{"AND", "foo"});
}

TEST_CASE("a code gives its parts and the whole") {
  CHECK(shown("ABC-1234") == Words{"ABC", "^=ABC1234", "=1234"});
  CHECK(shown("ABC1234") == Words{"ABC", "^=ABC1234", "=1234"});
  CHECK(shown("iPhone14Pro") == Words{"iPhone", "^=iPhone14Pro", "=14", "Pro"});
  CHECK(shown("0x80070057") == Words{"=0", "^=0x80070057", "x", "=80070057"});
  CHECK(shown("c++ and C#") == Words{"c", "^=c++", "and", "C", "^=C#"});
}

TEST_CASE("words joined by a sign give the words and the whole") {
  CHECK(shown("Wi-Fi") == Words{"Wi", "^~WiFi", "Fi"});
  CHECK(shown("help@school.example") == Words{"help", "^~helpschoolexample", "school", "example"});
  // An elision is not joined to the next word.
  CHECK(shown("l'article") == Words{"l", "article"});
  CHECK(shown("don't") == Words{"don", "^~dont", "t"});
  CHECK(shown("either / or -- both") == Words{"either", "or", "both"});
}

TEST_CASE("Chinese, Japanese and Korean have words and bigrams") {
  CHECK(shown("印刷範囲") == Words{"印刷", "^+印刷", "^+刷範", "範囲", "^+範囲"});
  CHECK(shown("한국어") == Words{"한국어", "^+한국", "^+국어"});
  CHECK(shown("第3章") == Words{"第", "=3", "章"});
}

TEST_CASE("Thai, Lao, Khmer and Burmese are split by dictionaries") {
  CHECK(shown("ภาษาไทย").size() == 2);
  CHECK(shown("ພາສາລາວ").size() >= 2);
  CHECK(shown("ខ្ញុំភ្លេចពាក្យសម្ងាត់របស់ខ្ញុំ").size() >= 3);
  CHECK(shown("ကျွန်ုပ်၏စကားဝှက်ကိုမေ့သွားပါသည်").size() >= 3);
}

TEST_CASE("offsets are code points of the text, in any script") {
  Segmenter segmenter;
  for (const std::string_view text : {"čšž ABC-1234 x", "😀 emoji 印刷 text", "Ελλάς ß ﬁ", "a\u0301b cd"}) {
    for (const Segment& segment : segments_of(segmenter, text)) {
      // The offsets must delimit the text of the segment. The whole of a code omits signs.
      std::size_t at = 0;
      for (std::uint32_t i = 0; i < segment.start; ++i) callside::next_code_point(text, at);
      std::size_t end = at;
      for (std::uint32_t i = 0; i < segment.length; ++i) callside::next_code_point(text, end);
      if (segment.kind == SegmentKind::code && segment.overlay) continue;
      CHECK(text.substr(at, end - at) == segment.text);
    }
  }
}

TEST_CASE("invalid bytes and NUL separate words, and overlong runs are dropped") {
  CHECK(shown("ab\xFF\xFE"
              "cd") == Words{"ab", "cd"});
  CHECK(shown("ab\xC3") == Words{"ab"});
  CHECK(shown(std::string("a\0b", 3)) == Words{"a", "b"});
  CHECK(shown(std::string(100000, 'x')) == Words{});  // longer than any word
  CHECK(shown(std::string(100000, '-')) == Words{});
}
