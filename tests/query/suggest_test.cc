#include <algorithm>

#include "indexer/base/utf8.h"
#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

std::string code_points(const std::string& text, Highlight mark) {
  std::size_t begin = 0;
  for (std::uint32_t i = 0; i < mark.start; ++i) next_code_point(text, begin);
  std::size_t end = begin;
  for (std::uint32_t i = mark.start; i < mark.end; ++i) next_code_point(text, end);
  return text.substr(begin, end - begin);
}

Ids marked(const std::string& text, const std::vector<Highlight>& highlights) {
  Ids out;
  for (const Highlight mark : highlights) out.push_back(code_points(text, mark));
  return out;
}

std::string filler(int words) {
  std::string text;
  for (int i = 0; i < words; ++i) text += "filler" + std::to_string(i) + " ";
  return text;
}

}  // namespace

TEST_CASE("a word in the title counts more than one in the text") {
  TestIndex index({article("text", "en", "Something else", "How a refund is made, in a few words."),
                   article("title", "en", "Refund", "How money comes back, in a few words.")});
  CHECK(index.ids("refund") == Ids{"title", "text"});
}

TEST_CASE("an article is found by the words of its id") {
  TestIndex index({article("billing/chargeback-form", "en", "Disputes", "Send us the paper."),
                   article("other", "en", "Something else", "Send us nothing.")});
  CHECK(index.ids("chargeback ") == Ids{"billing/chargeback-form"});
}

TEST_CASE("a word's rarity depends on its articles, not on its forms") {
  // Three articles contain each word; those with "refund" contain three other forms of it.
  std::vector<Document> documents;
  for (int i = 0; i < 3; ++i) {
    documents.push_back(article("forms" + std::to_string(i), "en", "Notes " + std::to_string(i),
                                "Refunds, refunded, refunding, refunded. " + filler(40 + i)));
    documents.push_back(article("plain" + std::to_string(i), "en", "Remarks " + std::to_string(i),
                                "Voucher, voucher, voucher, voucher. " + filler(40 + i)));
  }
  for (int i = 0; i < 20; ++i)
    documents.push_back(article("rest" + std::to_string(i), "en", "Rest " + std::to_string(i), filler(45)));
  TestIndex index(std::move(documents));
  index.request.explain = true;
  double weight[2] = {};
  for (const Suggestion& one : index.ask("refund voucher ").suggestions) {
    if (one.id == "forms0") weight[0] = one.explanation->weight;
    if (one.id == "plain0") weight[1] = one.explanation->weight;
  }
  CHECK(weight[0] == Approx(weight[1]).epsilon(0.02));
}

TEST_CASE("neighbouring words count more than the same words apart") {
  TestIndex index(
      {article("apart", "en", "One", "The page was torn. " + filler(30) + "A number was missing."),
       article("together", "en", "Two", "The page number was missing. " + filler(30) + "It was torn.")});
  CHECK(index.ids("page number").front() == "together");
}

TEST_CASE("the last word is a prefix until a space follows it") {
  TestIndex index(
      {article("a", "en", "Portal password", "Reset it."), article("b", "en", "Bus pass", "Buy it.")});
  CHECK(index.ids("passw") == Ids{"a"});
  CHECK(index.ids("passwo ") == Ids{});
  CHECK(index.ids("pass").front() == "b");
  CHECK(index.ids("p").size() == 2);
}

TEST_CASE("words are found without accents, in capitals and in other forms") {
  TestIndex index(
      {article("sl", "sl", "Pozabljeno geslo za šolski portal", "Geslo ponastavite na prijavni strani."),
       article("de", "de", "Rechnungen kündigen", "Die Rechnung wird storniert."),
       article("en", "en", "Printing brochures", "Print the brochure on both sides.")});
  CHECK(index.ids("solski") == Ids{"sl"});
  CHECK(index.ids("ŠOLSKI") == Ids{"sl"});
  CHECK(index.ids("rechnung kuendigen") == Ids{"de"});
  CHECK(index.ids("printed brochure") == Ids{"en"});
}

TEST_CASE("codes are found in any spelling") {
  TestIndex index({article("code", "en", "Error NV-4012", "The portal shows NV-4012."),
                   article("phone", "en", "iPhone14Pro", "Settings of the iPhone14Pro."),
                   article("hex", "en", "Update fails with 0x80070057", "Restart."),
                   article("other", "en", "Error NV-4013", "Another.")});
  for (const char* typed : {"NV-4012", "nv4012", "NV 4012", "nv_4012", "error 4012"}) {
    INFO(typed);
    CHECK(index.ids(typed).front() == "code");
  }
  for (const char* typed : {"iphone 14 pro", "iphone14", "IPHONE14PRO", "iPhone-14-Pro"}) {
    INFO(typed);
    CHECK(index.ids(typed).front() == "phone");
  }
  CHECK(index.ids("0X80070057") == Ids{"hex"});
}

TEST_CASE("Japanese, Chinese and Thai are found by parts of text without spaces") {
  TestIndex index({article("ja", "ja", "印刷範囲の設定", "印刷する範囲を設定します。"),
                   article("zh", "zh", "重设密码", "如何重设您的密码。"),
                   article("th", "th", "เปลี่ยนรหัสผ่าน", "วิธีเปลี่ยนรหัสผ่านของคุณ")});
  CHECK(index.ids("範囲の設定").front() == "ja");
  CHECK(index.ids("密码").front() == "zh");
  CHECK(index.ids("รหัสผ่าน").front() == "th");
}

TEST_CASE("versions of an article are one result, in the preferred language") {
  TestIndex index({article("refund", "en", "Refund", "Money comes back."),
                   article("refund", "sl", "Vračilo", "Denar se vrne."),
                   article("refund", "de-AT", "Erstattung", "Geld kommt zurück.")});
  index.request.lang = {"sl", "en"};
  auto answer = index.ask("refund");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].lang == "sl");
  CHECK(answer.suggestions[0].languages == Ids{"sl", "en", "de-AT"});
  CHECK(answer.languages == Ids{"sl", "en"});
  index.request.lang = {"de"};
  CHECK(index.ask("refund").suggestions[0].lang == "de-AT");
  index.request.lang = {"fr"};
  CHECK(index.ask("vračilo").suggestions[0].lang == "sl");
  index.request.lang = {};
  CHECK(index.ask("erstattung").suggestions[0].lang == "de-AT");
}

TEST_CASE("versions of an article are one result also without a matching preference") {
  TestIndex index({article("a", "en", "Portal", "portal"), article("a", "sl", "Portal", "portal"),
                   ticket("T-1", "de", "portal", "portal", "portal", "a")});
  CHECK(index.ids("portal") == Ids{"a"});
  index.request.lang = {"fr"};
  CHECK(index.ids("portal") == Ids{"a"});
}

TEST_CASE("lang removes nothing, only_lang filters") {
  TestIndex index({article("a", "en", "Portal", "x"), article("b", "sl", "Portal", "y"),
                   article("c", "en-GB", "Portal", "z")});
  index.request.lang = {"sl"};
  CHECK(index.ids("portal").size() == 3);
  index.request.only_lang = {"en"};
  auto ids = index.ids("portal");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"a", "c"});
}

TEST_CASE("product, brand and kind filter; documents that name none pass") {
  Document bus = article("bus", "en", "Card", "x");
  bus.product = {"transport"};
  bus.brand = {"north"};
  Document meals = article("meals", "en", "Card", "y");
  meals.product = {"meals"};
  TestIndex index(
      {bus, meals, article("any", "en", "Card", "z"), ticket("T-1", "en", "card", "my card", "done")});
  index.request.kind = Kind::article;
  index.request.product = {"transport"};
  auto ids = index.ids("card");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"any", "bus"});
  index.request.product = {};
  index.request.brand = {"south"};
  ids = index.ids("card");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"any", "meals"});
  index.request.brand = {};
  index.request.kind = Kind::ticket;
  CHECK(index.ids("card") == Ids{"T-1"});
}

TEST_CASE("validity is checked on the day of the question") {
  Document now = article("2026", "en", "Lunch fee", "Three dollars.");
  now.valid_from = "2026-08-01";
  now.valid_until = "2027-07-31";
  Document next = article("2027", "en", "Lunch fee", "Four dollars.");
  next.valid_from = "2027-08-01";
  Document old = article("old", "en", "Lunch fee", "Two dollars.");
  old.confidence = Confidence::archived;
  TestIndex index({now, next, old});
  CHECK(index.ids("lunch fee") == Ids{"2026"});
  index.request.today = "2027-07-31";
  CHECK(index.ids("lunch fee") == Ids{"2026"});
  index.request.today = "2027-08-01";
  CHECK(index.ids("lunch fee") == Ids{"2027"});
  index.request.today = "2026-07-31";
  CHECK(index.ids("lunch fee").empty());
}

TEST_CASE("an expired or future version cannot be opened and is no translation") {
  Document over = article("fee", "sl", "Cena kosila", "Dva dolarja.");
  over.valid_until = "2020-01-01";
  Document later = article("fee", "de", "Essensgeld", "Vier Dollar.");
  later.valid_from = "2999-01-01";
  Document old = article("old", "en", "Old fee", "One dollar.");
  old.confidence = Confidence::archived;
  Document gone = article("gone", "en", "Gone fee", "No dollar.");
  gone.valid_until = "2020-01-01";
  TestIndex index({article("fee", "en", "Lunch fee", "Three dollars."), over, later, old, gone});
  for (const char* lang : {"sl", "de", "en"}) {
    const auto opened = index.engine().article("fee", {lang}, index.access);
    REQUIRE(opened);
    CHECK(opened->about.lang == "en");
    CHECK(opened->about.languages == std::vector<std::string>{"en"});
  }
  const auto opened = index.engine().article("gone", {}, index.access);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::not_found);
  // An archived article is marked as archived.
  CHECK(index.engine().article("old", {}, index.access)->about.confidence == Confidence::archived);
}

TEST_CASE("a ticket is folded into its article, unless the article is hidden") {
  Document hidden = article("hidden", "en", "Other words", "Nothing.");
  hidden.audience = {"internal"};
  TestIndex index({article("shown", "en", "Refund", "Money."), hidden,
                   ticket("T-1", "en", "tag lost", "my kid lost the zipper", "Sold a new one.", "shown"),
                   ticket("T-2", "en", "zipper", "the zipper again", "Fixed.", "hidden")});
  auto ids = index.ids("zipper");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"T-2", "shown"});
  for (const Suggestion& one : index.ask("zipper").suggestions) CHECK(one.article.empty());
  index.access.audiences = {"public", "internal"};
  ids = index.ids("zipper");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"hidden", "shown"});
}

TEST_CASE("highlights are the question's words, in code points, in any script") {
  TestIndex index({article("a", "en", "x", "😀 Die Gebühr für čšž ABC-1234, refunds."),
                   article("b", "ja", "y", "このページ番号を印刷範囲に入れる")});
  const auto first = index.ask("refund abc1234 ČŠŽ");
  const Passage& passage = first.suggestions.front().passage;
  CHECK(marked(passage.text, passage.highlights) == Ids{"čšž", "ABC-1234", "refunds"});
  REQUIRE(passage.blocks.size() == 1);
  CHECK(marked(passage.blocks[0].text, passage.blocks[0].highlights) == Ids{"čšž", "ABC-1234", "refunds"});
  const auto japanese = index.ask("印刷範囲").suggestions.front().passage;
  CHECK(marked(japanese.text, japanese.highlights) == Ids{"印刷範囲"});
}

TEST_CASE("the best passage is shown with its heading and highlights over all blocks") {
  TestIndex index({article(
      "a", "en", "Bus pass",
      "Passes are sold online.\n# Lost pass\nReport it.\n1. Open the portal.\n2. Order a replacement.\n"
      "# Fees\nA pass costs twelve dollars.")});
  const auto answer = index.ask("order replacement");
  const Passage& passage = answer.suggestions.front().passage;
  CHECK(passage.heading == "Lost pass");
  CHECK(passage.text == "Report it.\nOpen the portal.\nOrder a replacement.");
  CHECK(marked(passage.text, passage.highlights) == Ids{"Order", "replacement"});
  REQUIRE(passage.blocks.size() == 3);
  CHECK(passage.blocks[1].type == BlockType::step);
  CHECK(passage.blocks[2].block == 4);
  CHECK(index.ask("twelve dollars").suggestions.front().passage.heading == "Fees");
}

TEST_CASE("scores fall with the rank and stay between 0 and 1") {
  std::vector<Document> many;
  for (int i = 0; i < 30; ++i)
    many.push_back(article("a" + std::to_string(i), "en", "Portal " + filler(i), "portal " + filler(50)));
  TestIndex index(many);
  double last = 1.0;
  for (const Suggestion& one : index.ask("portal filler3").suggestions) {
    CHECK(one.score <= last);
    CHECK(one.score > 0.0);
    last = one.score;
  }
}

TEST_CASE("without a match nothing is good") {
  TestIndex index({article("a", "en", "Portal", "x")});
  CHECK_FALSE(index.ask("portal").nothing_good);
  CHECK(index.ask("xylophone").nothing_good);
  CHECK(index.ask("").nothing_good);
  CHECK(index.ask("?!").suggestions.empty());
}

TEST_CASE("nothing that an agent can type is an error") {
  TestIndex index({article("a", "en", "Portal and not or", "x near y")});
  for (const char* typed :
       {"AND", "(foo AND", "NOT x", "\"unclosed", "a:b", "*", "title:", "~", "x NEAR/3 y", "-",
        "+portal -portal", "\xFF\xFE", "\xED\xA0\x80", "%00", "'; DROP TABLE", "🙂🙂🙂"}) {
    INFO(typed);
    index.ask(typed);
  }
  index.ask(std::string(1 << 20, 'x'));
  std::string words;
  for (int i = 0; i < 100000; ++i) words += "portal" + std::to_string(i) + " ";
  index.ask(words + "portal");
  index.ask(std::string("por\0tal", 7));
  CHECK(index.ids("AND portal").front() == "a");
}

TEST_CASE("stop words count only if there is nothing else") {
  TestIndex index({article("the", "en", "The the the", "the of and the"),
                   article("who", "en", "The Who", "of and the who")});
  CHECK(index.ids("how is the who").front() == "who");
  CHECK_FALSE(index.ids("the").empty());
}
