#include "searchd/query/present/sentences.h"

#include "indexer/base/utf8.h"
#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

Ids sentences(std::string_view text, const std::string& language) {
  SentenceFinder finder;
  Ids out;
  std::size_t begin = 0;
  for (const std::size_t end : finder.ends(text, language)) {
    out.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

Ids marked_texts(const std::string& text, const std::vector<Highlight>& highlights) {
  Ids out;
  for (const Highlight mark : highlights) {
    std::size_t begin = 0;
    for (std::uint32_t i = 0; i < mark.start; ++i) next_code_point(text, begin);
    std::size_t end = begin;
    for (std::uint32_t i = mark.start; i < mark.end; ++i) next_code_point(text, end);
    out.push_back(text.substr(begin, end - begin));
  }
  return out;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// The passage's only block. Checks that its highlights agree with the passage's.
PassageBlock shown(TestIndex& index, const std::string& question) {
  const SuggestAnswer answer = index.ask(question);
  REQUIRE_FALSE(answer.suggestions.empty());
  const Passage& passage = answer.suggestions.front().passage;
  REQUIRE(passage.blocks.size() == 1);
  CHECK(passage.text == passage.blocks[0].text);
  CHECK(marked_texts(passage.text, passage.highlights) ==
        marked_texts(passage.blocks[0].text, passage.blocks[0].highlights));
  return passage.blocks[0];
}

Document of_block(BlockType type, const std::string& text, const std::string& lang = "en") {
  Document document = article("a", lang, "Title", "x");
  document.body.blocks[0].type = type;
  document.body.blocks[0].text = text;
  return document;
}

const std::string kFill = "Many other things are said here as well. ";  // eight words

}  // namespace

TEST_CASE("sentences end by the rules of their language") {
  CHECK(sentences("Ask Mr. Smith. He knows.", "en") == Ids{"Ask Mr. Smith. ", "He knows."});
  CHECK(sentences("Vlogo oddajte npr. v šoli. Čakajte.", "sl") ==
        Ids{"Vlogo oddajte npr. v šoli. ", "Čakajte."});
  CHECK(sentences("設定します。次に保存します。", "ja") == Ids{"設定します。", "次に保存します。"});
  CHECK(sentences("One. Two.", "x-none") == Ids{"One. ", "Two."});
  CHECK(sentences("One. Two.", "not a language") == Ids{"One. ", "Two."});
  CHECK(sentences("Type (?i)a or /x?Id=7. Go.", "en") == Ids{"Type (?i)a or /x?Id=7. ", "Go."});
  CHECK(sentences("no end", "en") == Ids{"no end"});
}

TEST_CASE("a long paragraph is cut to the whole sentences that answer") {
  TestIndex index({of_block(BlockType::paragraph, repeated(kFill, 100) + "Ask Mr. Smith (room 7). " +
                                                      "The deposit comes back after twelve days. " +
                                                      repeated(kFill, 100) + "The last one.")});
  const PassageBlock block = shown(index, "deposit twelve");
  // Filled to sixty words with the text after it, then with the text before it.
  CHECK(block.text ==
        "… Ask Mr. Smith (room 7). The deposit comes back after twelve days. " + repeated(kFill, 6) + "…");
  CHECK(marked_texts(block.text, block.highlights) == Ids{"deposit", "twelve"});
  CHECK(shown(index, "last").text == "… " + repeated(kFill, 7) + "The last one.");
  CHECK(shown(index, "title").text == repeated(kFill, 7) + "…");
}

TEST_CASE("one sentence with all of the question beats several with parts of it") {
  TestIndex index(
      {of_block(BlockType::paragraph, repeated(kFill, 20) + "A deposit is paid. " + repeated(kFill, 5) +
                                          "It takes twelve days. " + repeated(kFill, 20) +
                                          "The deposit of twelve comes back. " + repeated(kFill, 20))});
  CHECK(shown(index, "deposit twelve").text.starts_with("… The deposit of twelve comes back. "));
}

TEST_CASE("a short block is shown unchanged") {
  const std::string text = repeated(kFill, 9) + "The deposit comes back.";
  TestIndex index({of_block(BlockType::paragraph, text)});
  CHECK(shown(index, "deposit").text == text);
  // Sixteen characters outside words count as a word; a few do not make a text too long.
  TestIndex signs({of_block(BlockType::paragraph, text + " " + repeated("- ", 30))});
  CHECK(shown(signs, "deposit").text == text + " " + repeated("- ", 30));
}

TEST_CASE("highlights in an excerpt are exact in any script") {
  const std::string slovenian = "Tukaj piše še marsikaj drugega o čaščenju žab. ";
  const std::string japanese = "ここには他のことも書いてあります。";
  const std::string thai = "ที่นี่มีเรื่องอื่นอีกมากมาย ";
  TestIndex index({of_block(
      BlockType::paragraph,
      "😀 " + repeated(slovenian, 60) + "Kavcijo vračamo na šolski račun. " + repeated(slovenian, 60), "sl")});
  PassageBlock block = shown(index, "šolski račun");
  CHECK(block.text.starts_with("… Kavcijo vračamo na šolski račun. Tukaj"));
  CHECK(block.text.ends_with("čaščenju žab. …"));
  CHECK(marked_texts(block.text, block.highlights) == Ids{"šolski", "račun"});

  TestIndex second(
      {of_block(BlockType::paragraph,
                repeated(japanese, 60) + "印刷範囲を設定します。" + repeated(japanese, 60), "ja")});
  block = shown(second, "印刷範囲");
  CHECK(block.text == "…印刷範囲を設定します。" + repeated(japanese, 6) + "…");
  CHECK(marked_texts(block.text, block.highlights) == Ids{"印刷範囲"});

  // Thai does not mark ends of sentences: the text is one sentence, cut at words.
  TestIndex third(
      {of_block(BlockType::paragraph, repeated(thai, 60) + "เปลี่ยนรหัสผ่าน " + repeated(thai, 60), "th")});
  block = shown(third, "รหัสผ่าน");
  CHECK(count_code_points(block.text) < 400);
  CHECK(block.text.starts_with("…"));
  CHECK(block.text.ends_with("…"));
  CHECK(marked_texts(block.text, block.highlights) == Ids{"รหัส", "ผ่าน"});
}

TEST_CASE("a sentence that is itself too long is cut at words around the answer") {
  const std::string words = repeated("word and another, (in) ab-cd ", 500);
  TestIndex index({of_block(BlockType::paragraph, words + "the deposit of NV-4012, " + words)});
  const PassageBlock block = shown(index, "deposit NV-4012");
  CHECK(count_code_points(block.text) < 500);
  CHECK(block.text.starts_with("… "));
  CHECK(block.text.ends_with(" …"));
  CHECK(block.text.find(" the deposit of NV-4012, word") != std::string::npos);
  CHECK(marked_texts(block.text, block.highlights) == Ids{"deposit", "NV-4012"});
}

TEST_CASE("code and rows are cut at lines, and a long line at words") {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "  info. All went well in part " + std::to_string(i) + "\n";
  TestIndex index({of_block(BlockType::code, lines + "  fatal. Disk full on volume\n" + lines)});
  const PassageBlock block = shown(index, "disk full");
  CHECK(block.text.find("…\nfatal. Disk full on volume\n  info. All went well in part 0\n") == 0);
  CHECK(block.text.ends_with("\n…"));
  CHECK(marked_texts(block.text, block.highlights) == Ids{"Disk", "full"});
  TestIndex rows(
      {of_block(BlockType::row, repeated("Cell. Other. ", 200) + "disk full " + repeated("Cell. ", 200))});
  const PassageBlock row = shown(rows, "disk full");
  CHECK(row.text.starts_with("… Other. Cell."));
  CHECK(row.text.ends_with("Cell. …"));
  CHECK(row.text.find(" disk full ") != std::string::npos);
}

TEST_CASE("steps remain steps, each cut separately") {
  TestIndex index({article("a", "en", "Title",
                           "# Steps\n1. Open the portal.\n2. " + repeated(kFill, 12) +
                               "Press the deposit button. " + kFill + "\n3. Done.")});
  const Passage passage = index.ask("deposit button").suggestions.front().passage;
  REQUIRE_FALSE(passage.blocks.empty());
  CHECK(passage.heading == "Steps");
  const std::string cut = "… " + repeated(kFill, 6) + "Press the deposit button. " + kFill;
  REQUIRE(passage.blocks.size() == 3);
  CHECK(passage.blocks[1].type == BlockType::step);
  CHECK(passage.blocks[1].block == 2);
  CHECK(passage.blocks[1].text + " " == cut);
  CHECK(passage.text == "Open the portal.\n" + passage.blocks[1].text + "\nDone.");
  CHECK(marked_texts(passage.text, passage.highlights) == Ids{"deposit", "button"});
}

TEST_CASE("a block of a megabyte of anything is cut quickly") {
  const int million = 1 << 20;
  for (const std::string& text :
       {std::string(million, 'x'), std::string(million, '.'), repeated("a\u0301", million / 3),
        repeated("\u0301", million / 2), repeated("xyz", million / 3), repeated("漢字", million / 6),
        repeated("x ", million / 2), repeated("deposit ", million / 8), repeated("deposit. ", million / 9)}) {
    for (const std::string& whole : {text, "deposit " + text, text + " deposit", text + " deposit " + text}) {
      INFO(whole.substr(0, 20) << " .. " << whole.substr(whole.size() - 20));
      TestIndex index({of_block(BlockType::paragraph, whole)});
      const PassageBlock block = shown(index, "title deposit");
      CHECK(count_code_points(block.text) < 2000);
      CHECK_FALSE(block.text.empty());
      const bool there = whole.find("deposit") != std::string::npos;
      CHECK(block.highlights.empty() != there);
    }
  }
}

TEST_CASE("whatever a block consists of, its excerpt is part of it and highlights the question's words") {
  const Ids parts = {"deposit", " ",      "  ",  ". ", "word",     "č\u030C", "😀",          "。",     "漢字",
                     "รหัสผ่าน",  "\n",     "q-z", "?",  "\u0301",   " (a) ",   "“b” ",       "twelve", " c ",
                     "한국어",  "\u00A0", "!",   ", ", " and on ", " so ",    ". He said. "};
  std::vector<Document> documents;
  Ids texts;
  std::uint32_t random = 1;
  const auto next = [&](std::uint32_t bound) {
    return (random = random * 1664525U + 1013904223U) / 65536U % bound;
  };
  for (std::size_t i = 0; i < 300; ++i) {
    std::string text = "begin";
    const std::uint32_t kinds = 2 + next(static_cast<std::uint32_t>(parts.size()) - 2);
    const std::uint32_t from = next(static_cast<std::uint32_t>(parts.size()));
    for (std::uint32_t n = 100 + next(i % 10 == 0 ? 20000 : 800); n > 0; --n)
      text += parts[(from + next(kinds)) % parts.size()];
    Document document =
        of_block(i % 3 == 0 ? BlockType::code : BlockType::paragraph, text, i % 2 == 0 ? "en" : "ja");
    document.id = document.title = "title" + std::to_string(i) + "x";
    documents.push_back(std::move(document));
    texts.push_back(std::move(text));
  }
  TestIndex index(std::move(documents));
  std::size_t cut = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const PassageBlock block = shown(index, "title" + std::to_string(i) + "x deposit twelve");
    INFO(i << ": " << block.text);
    std::string_view inside = block.text;
    if (inside.starts_with("…")) inside.remove_prefix(std::string_view("…").size());
    if (inside.ends_with("…")) inside.remove_suffix(std::string_view("…").size());
    while (inside.starts_with(' ') || inside.starts_with('\n')) inside.remove_prefix(1);
    while (inside.ends_with(' ') || inside.ends_with('\n')) inside.remove_suffix(1);
    CHECK_FALSE(inside.empty());
    CHECK(texts[i].find(inside) != std::string::npos);
    if (block.text != texts[i]) ++cut;
    CHECK(count_code_points(block.text) < 2000);
    for (const std::string& mark : marked_texts(block.text, block.highlights))
      CHECK((mark.starts_with("deposit") || mark.starts_with("twelve")));
  }
  CHECK(cut > 200);
}

TEST_CASE("of two passages with the whole question the shorter is shown") {
  TestIndex index({article("a", "en", "Title",
                           "# Long\n" + repeated(kFill, 5) + "A deposit is paid. " + repeated(kFill, 2) +
                               "It takes twelve days.\n# Short\nThe deposit is twelve dollars.")});
  CHECK(index.ask("deposit twelve").suggestions.front().passage.heading == "Short");
}

TEST_CASE("a long block counts by its best excerpt") {
  TestIndex index(
      {article("a", "en", "Title",
               "# Long\nA deposit is paid. " + repeated(kFill, 14) + "It takes twelve days. " +
                   repeated(kFill, 14) + "Dollars are taken.\n# Short\nTwelve days is the deposit kept.")});
  CHECK(index.ask("deposit twelve dollars").suggestions.front().passage.heading == "Short");
}
