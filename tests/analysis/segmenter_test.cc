#include "indexer/analysis/segmenter.h"

#include <algorithm>
#include <random>
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

TEST_CASE("dots inside a number belong to it") {
  CHECK(shown("10.1.11.1") == Words{"=10.1.11.1", "^=10", "^=1", "^=11", "^=1"});
  CHECK(shown("v1.11") == Words{"v", "^=v1.11", "=1.11", "^=1", "^=11"});
  CHECK(shown("2.5GHz") == Words{"=2.5", "^=2.5GHz", "^=2", "^=5", "GHz"});
  CHECK(shown("ubuntu-22.04") == Words{"ubuntu", "^=ubuntu22.04", "=22.04", "^=22", "^=04"});
  CHECK(shown("NV.4012") == Words{"NV", "^=NV4012", "=4012"});
  CHECK(shown("It is 7. Then 8.") == Words{"It", "is", "=7", "Then", "=8"});
}

TEST_CASE("a number is found with and without signs between its thousands") {
  CHECK(shown("1 000 EUR") == Words{"=1", "^=1000", "=000", "EUR"});
  CHECK(shown("1,000,000") == Words{"=1", "^=1000000", "=000", "=000"});
  CHECK(shown("12.500") == Words{"=12.500", "^=12500", "^=12", "^=500"});
  CHECK(shown("1\u202F000") == Words{"=1", "^=1000", "=000"});
  CHECK(shown("x 1'000") == Words{"x", "=1", "^=1000", "=000"});
  // These are several numbers.
  CHECK(shown("2019 100") == Words{"=2019", "=100"});
  CHECK(shown("1 00") == Words{"=1", "=00"});
  CHECK(shown("1  000") == Words{"=1", "=000"});
  CHECK(shown("0 800 100 200") == Words{"=0", "=800", "^=800100200", "=100", "=200"});
  // Only one sign separates groups, and no letter is beside them.
  CHECK(shown("1,000 500") == Words{"=1", "^=1000", "=000", "=500"});
  CHECK(shown("1,000 24 users") == Words{"=1", "^=1000", "=000", "=24", "users"});
  CHECK(shown("iPhone 6 128GB") == Words{"iPhone", "=6", "=128", "^=128GB", "GB"});
  CHECK(shown("A4 100") == Words{"A", "^=A4", "=4", "=100"});
  CHECK(shown("1 000 00 000") == Words{"=1", "=000", "=00", "=000"});
  CHECK(shown("pay 1 000 or 20 000 now") ==
        Words{"pay", "=1", "^=1000", "=000", "or", "=20", "^=20000", "=000", "now"});
}

TEST_CASE("a long list of amounts gives each of them") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "1 000; ";
  const Words words = shown(text);
  CHECK(words.size() == 60'000);
  CHECK(std::count(words.begin(), words.end(), "^=1000") == 20'000);
  // One endless number is none.
  std::string endless = "1";
  for (int i = 0; i < 20'000; ++i) endless += " 000";
  CHECK(shown(endless).size() == 20'001);
}

TEST_CASE("a dot at the beginning of a name belongs to it") {
  CHECK(shown(".net") == Words{"^=.net", "net"});
  CHECK(shown("install .NET now") == Words{"install", "^=.NET", "NET", "now"});
  CHECK(shown("\".net\" *.docx") == Words{"^=.net", "net", "^=.docx", "docx"});
  CHECK(shown(".NET-Framework") == Words{"^=.NET", "NET", "^~NETFramework", "Framework"});
  CHECK(shown("wait ...then. go") == Words{"wait", "then", "go"});
}

TEST_CASE("words joined by a sign give the words and the whole") {
  CHECK(shown("Wi-Fi") == Words{"Wi", "^~WiFi", "Fi"});
  CHECK(shown("help@school.example") == Words{"help", "^~helpschoolexample", "school", "example"});
  // An elision is not joined to the next word.
  CHECK(shown("l'article") == Words{"l", "article"});
  CHECK(shown("don't") == Words{"don", "^~dont", "t"});
  for (const char* apostrophe : {"'", "\u2019", "\u02BC", "`", "\u00B4", "\uFF07"}) {
    INFO(apostrophe);
    CHECK(shown(std::string("don") + apostrophe + "t") == Words{"don", "^~dont", "t"});
    CHECK(shown(std::string("l") + apostrophe + "article") == Words{"l", "article"});
    CHECK(shown(std::string("O") + apostrophe + "Neill") == Words{"O", "^~ONeill", "Neill"});
    // Cyrillic words are not split.
    const std::string word = std::string("зап") + apostrophe + "ястя";
    CHECK(shown(word) == Words{word});
  }
  CHECK(shown("either / or -- both") == Words{"either", "or", "both"});
}

TEST_CASE("Chinese, Japanese and Korean have words and bigrams") {
  CHECK(shown("印刷範囲") == Words{"印刷", "^+印刷", "^+刷範", "範囲", "^+範囲"});
  CHECK(shown("한국어") == Words{"한국어", "^+한국", "^+국어"});
  CHECK(shown("第3章") == Words{"第", "=3", "章"});
}

TEST_CASE("a mark belongs to the character before it") {
  CHECK(shown("ﾊﾟｽ") == Words{"ﾊﾟｽ", "^+ﾊﾟｽ"});
  CHECK(shown("ﾊﾟｽﾜｰﾄﾞ") == Words{"ﾊﾟｽﾜｰﾄﾞ", "^+ﾊﾟｽ", "^+ｽﾜ", "^+ﾜｰ", "^+ｰﾄﾞ"});
}

TEST_CASE("gershayim belong to a Hebrew word, whatever they are typed with") {
  CHECK(shown("דו״ח שנתי") == Words{"דו״ח", "שנתי"});
  CHECK(shown("דו\"ח") == Words{"דו\"ח"});
  CHECK(shown("\"דוח\"") == Words{"דוח"});
}

TEST_CASE("invisible characters do not separate") {
  CHECK(shown("Foo\u200BBar") == Words{"Foo\u200BBar"});
  CHECK(shown("data\u200Bbase") == Words{"data\u200Bbase"});
  CHECK(shown("data\u00ADbase") == Words{"data\u00ADbase"});
}

TEST_CASE("Thai, Lao, Khmer and Burmese are split by dictionaries") {
  CHECK(shown("ภาษาไทย").size() == 2);
  CHECK(shown("ทำงาน") == Words{"ทำงาน"});
  CHECK(shown("น้ำตาล") == Words{"น้ำตาล"});
  CHECK(shown("ภาษา\u200Bไทย") == Words{"ภาษา\u200B", "ไทย"});
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

TEST_CASE("segments of any text are in order and inside it") {
  const Words pieces{"1",    "22",     "000",    "4567", "v", "NET", "über",   "印刷", "ﾊﾟｽ",    "ไทย",
                     "한국", "שלום",   "запис",  ".",    ",", " ",   "\u00A0", "'",    "\u02BC", "-",
                     "(",    "\u200B", "\u0301", "++",   "#", "\"",  "\xFF",   "\n"};
  std::mt19937_64 random(7);
  Segmenter segmenter;  // used again for each text
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t i = random() % 24; i > 0; --i) text += pieces[random() % pieces.size()];
    INFO(text);
    const auto length = static_cast<std::uint32_t>(callside::count_code_points(text));
    std::uint32_t before = 0;
    bool was_overlay = false;
    for (const Segment& segment : segments_of(segmenter, text)) {
      REQUIRE(segment.start >= before);
      REQUIRE((segment.overlay || !was_overlay || segment.start > before));
      REQUIRE(segment.length > 0);
      REQUIRE(segment.start + segment.length <= length);
      if (!segment.overlay) {
        REQUIRE(segment.text.data() >= text.data());
        REQUIRE(segment.text.data() + segment.text.size() <= text.data() + text.size());
        REQUIRE(callside::count_code_points(segment.text) == segment.length);
      }
      was_overlay = segment.overlay;
      before = segment.start;
    }
  }
}
