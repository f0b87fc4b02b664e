#include <algorithm>

#include "indexer/base/utf8.h"
#include "tests/query/desk.h"
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
  Desk desk({article("text", "en", "Something else", "How a refund is made, in a few words."),
             article("title", "en", "Refund", "How money comes back, in a few words.")});
  CHECK(desk.ids("refund") == Ids{"title", "text"});
}

TEST_CASE("an article is found by the words of its id") {
  Desk desk({article("billing/chargeback-form", "en", "Disputes", "Send us the paper."),
             article("other", "en", "Something else", "Send us nothing.")});
  CHECK(desk.ids("chargeback ") == Ids{"billing/chargeback-form"});
}

TEST_CASE("a word with many forms is as rare as the articles that have it") {
  // Three articles have each word; of "refund" each has three other forms.
  std::vector<Document> documents;
  for (int i = 0; i < 3; ++i) {
    documents.push_back(article("forms" + std::to_string(i), "en", "Notes " + std::to_string(i),
                                "Refunds, refunded, refunding, refunded. " + filler(40 + i)));
    documents.push_back(article("plain" + std::to_string(i), "en", "Remarks " + std::to_string(i),
                                "Voucher, voucher, voucher, voucher. " + filler(40 + i)));
  }
  for (int i = 0; i < 20; ++i)
    documents.push_back(article("rest" + std::to_string(i), "en", "Rest " + std::to_string(i), filler(45)));
  Desk desk(std::move(documents));
  desk.request.explain = true;
  double weight[2] = {};
  for (const Suggestion& one : desk.ask("refund voucher ").suggestions) {
    if (one.id == "forms0") weight[0] = one.explanation->weight;
    if (one.id == "plain0") weight[1] = one.explanation->weight;
  }
  CHECK(weight[0] == Approx(weight[1]).epsilon(0.02));
}

TEST_CASE("words that stand together count more than the same words apart") {
  Desk desk(
      {article("apart", "en", "One", "The page was torn. " + filler(30) + "A number was missing."),
       article("together", "en", "Two", "The page number was missing. " + filler(30) + "It was torn.")});
  CHECK(desk.ids("page number").front() == "together");
}

TEST_CASE("the last word is a prefix until a space follows it") {
  Desk desk({article("a", "en", "Portal password", "Reset it."), article("b", "en", "Bus pass", "Buy it.")});
  CHECK(desk.ids("passw") == Ids{"a"});
  CHECK(desk.ids("passwo ") == Ids{});
  CHECK(desk.ids("pass").front() == "b");
  CHECK(desk.ids("p").size() == 2);
}

TEST_CASE("what is typed without accents, in capitals or in another form is found") {
  Desk desk(
      {article("sl", "sl", "Pozabljeno geslo za šolski portal", "Geslo ponastavite na prijavni strani."),
       article("de", "de", "Rechnungen kündigen", "Die Rechnung wird storniert."),
       article("en", "en", "Printing brochures", "Print the brochure on both sides.")});
  CHECK(desk.ids("solski") == Ids{"sl"});
  CHECK(desk.ids("ŠOLSKI") == Ids{"sl"});
  CHECK(desk.ids("rechnung kuendigen") == Ids{"de"});
  CHECK(desk.ids("printed brochure") == Ids{"en"});
}

TEST_CASE("codes are found however they are typed") {
  Desk desk({article("code", "en", "Error NV-4012", "The portal shows NV-4012."),
             article("phone", "en", "iPhone14Pro", "Settings of the iPhone14Pro."),
             article("hex", "en", "Update fails with 0x80070057", "Restart."),
             article("other", "en", "Error NV-4013", "Another.")});
  for (const char* typed : {"NV-4012", "nv4012", "NV 4012", "nv_4012", "error 4012"}) {
    INFO(typed);
    CHECK(desk.ids(typed).front() == "code");
  }
  for (const char* typed : {"iphone 14 pro", "iphone14", "IPHONE14PRO", "iPhone-14-Pro"}) {
    INFO(typed);
    CHECK(desk.ids(typed).front() == "phone");
  }
  CHECK(desk.ids("0X80070057") == Ids{"hex"});
}

TEST_CASE("Japanese, Chinese and Thai are found by parts of what is written without spaces") {
  Desk desk({article("ja", "ja", "印刷範囲の設定", "印刷する範囲を設定します。"),
             article("zh", "zh", "重设密码", "如何重设您的密码。"),
             article("th", "th", "เปลี่ยนรหัสผ่าน", "วิธีเปลี่ยนรหัสผ่านของคุณ")});
  CHECK(desk.ids("範囲の設定").front() == "ja");
  CHECK(desk.ids("密码").front() == "zh");
  CHECK(desk.ids("รหัสผ่าน").front() == "th");
}

TEST_CASE("versions of an article are one result, in the language that is wanted") {
  Desk desk({article("refund", "en", "Refund", "Money comes back."),
             article("refund", "sl", "Vračilo", "Denar se vrne."),
             article("refund", "de-AT", "Erstattung", "Geld kommt zurück.")});
  desk.request.lang = {"sl", "en"};
  auto answer = desk.ask("refund");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].lang == "sl");
  CHECK(answer.suggestions[0].languages == Ids{"sl", "en", "de-AT"});
  CHECK(answer.languages == Ids{"sl", "en"});
  desk.request.lang = {"de"};
  CHECK(desk.ask("refund").suggestions[0].lang == "de-AT");
  desk.request.lang = {"fr"};
  CHECK(desk.ask("vračilo").suggestions[0].lang == "sl");
  desk.request.lang = {};
  CHECK(desk.ask("erstattung").suggestions[0].lang == "de-AT");
}

TEST_CASE("versions of an article are one result also where no language is wanted, or none that it has") {
  Desk desk({article("a", "en", "Portal", "portal"), article("a", "sl", "Portal", "portal"),
             ticket("T-1", "de", "portal", "portal", "portal", "a")});
  CHECK(desk.ids("portal") == Ids{"a"});
  desk.request.lang = {"fr"};
  CHECK(desk.ids("portal") == Ids{"a"});
}

TEST_CASE("lang removes nothing, only_lang filters") {
  Desk desk({article("a", "en", "Portal", "x"), article("b", "sl", "Portal", "y"),
             article("c", "en-GB", "Portal", "z")});
  desk.request.lang = {"sl"};
  CHECK(desk.ids("portal").size() == 3);
  desk.request.only_lang = {"en"};
  auto ids = desk.ids("portal");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"a", "c"});
}

TEST_CASE("product, brand and kind filter; documents that name none pass") {
  Document bus = article("bus", "en", "Card", "x");
  bus.product = {"transport"};
  bus.brand = {"north"};
  Document meals = article("meals", "en", "Card", "y");
  meals.product = {"meals"};
  Desk desk({bus, meals, article("any", "en", "Card", "z"), ticket("T-1", "en", "card", "my card", "done")});
  desk.request.kind = Kind::article;
  desk.request.product = {"transport"};
  auto ids = desk.ids("card");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"any", "bus"});
  desk.request.product = {};
  desk.request.brand = {"south"};
  ids = desk.ids("card");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"any", "meals"});
  desk.request.brand = {};
  desk.request.kind = Kind::ticket;
  CHECK(desk.ids("card") == Ids{"T-1"});
}

TEST_CASE("validity is judged on the day of the question") {
  Document now = article("2026", "en", "Lunch fee", "Three dollars.");
  now.valid_from = "2026-08-01";
  now.valid_until = "2027-07-31";
  Document next = article("2027", "en", "Lunch fee", "Four dollars.");
  next.valid_from = "2027-08-01";
  Document old = article("old", "en", "Lunch fee", "Two dollars.");
  old.confidence = Confidence::archived;
  Desk desk({now, next, old});
  CHECK(desk.ids("lunch fee") == Ids{"2026"});
  desk.request.today = "2027-07-31";
  CHECK(desk.ids("lunch fee") == Ids{"2026"});
  desk.request.today = "2027-08-01";
  CHECK(desk.ids("lunch fee") == Ids{"2027"});
  desk.request.today = "2026-07-31";
  CHECK(desk.ids("lunch fee").empty());
}

TEST_CASE("a version that is over, or not yet valid, is opened by nobody and is no translation") {
  Document over = article("fee", "sl", "Cena kosila", "Dva dolarja.");
  over.valid_until = "2020-01-01";
  Document later = article("fee", "de", "Essensgeld", "Vier Dollar.");
  later.valid_from = "2999-01-01";
  Document old = article("old", "en", "Old fee", "One dollar.");
  old.confidence = Confidence::archived;
  Document gone = article("gone", "en", "Gone fee", "No dollar.");
  gone.valid_until = "2020-01-01";
  Desk desk({article("fee", "en", "Lunch fee", "Three dollars."), over, later, old, gone});
  for (const char* lang : {"sl", "de", "en"}) {
    const auto opened = desk.engine().article("fee", {lang}, desk.access);
    REQUIRE(opened);
    CHECK(opened->about.lang == "en");
    CHECK(opened->about.languages == std::vector<std::string>{"en"});
  }
  const auto opened = desk.engine().article("gone", {}, desk.access);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::not_found);
  // It says itself that it is archived.
  CHECK(desk.engine().article("old", {}, desk.access)->about.confidence == Confidence::archived);
}

TEST_CASE("a ticket is folded into its article, and stands for itself where that may not be seen") {
  Document hidden = article("hidden", "en", "Other words", "Nothing.");
  hidden.audience = {"internal"};
  Desk desk({article("shown", "en", "Refund", "Money."), hidden,
             ticket("T-1", "en", "tag lost", "my kid lost the zipper", "Sold a new one.", "shown"),
             ticket("T-2", "en", "zipper", "the zipper again", "Fixed.", "hidden")});
  auto ids = desk.ids("zipper");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"T-2", "shown"});
  for (const Suggestion& one : desk.ask("zipper").suggestions) CHECK(one.article.empty());
  desk.access.audiences = {"public", "internal"};
  ids = desk.ids("zipper");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"hidden", "shown"});
}

TEST_CASE("highlights are the question's words, in code points, in any script") {
  Desk desk({article("a", "en", "x", "😀 Die Gebühr für čšž ABC-1234, refunds."),
             article("b", "ja", "y", "このページ番号を印刷範囲に入れる")});
  const auto first = desk.ask("refund abc1234 ČŠŽ");
  const Passage& passage = first.suggestions.front().passage;
  CHECK(marked(passage.text, passage.highlights) == Ids{"čšž", "ABC-1234", "refunds"});
  REQUIRE(passage.blocks.size() == 1);
  CHECK(marked(passage.blocks[0].text, passage.blocks[0].highlights) == Ids{"čšž", "ABC-1234", "refunds"});
  const auto japanese = desk.ask("印刷範囲").suggestions.front().passage;
  CHECK(marked(japanese.text, japanese.highlights) == Ids{"印刷範囲"});
}

TEST_CASE("the passage that answers is shown with its heading, and highlights count over its blocks") {
  Desk desk({article(
      "a", "en", "Bus pass",
      "Passes are sold online.\n# Lost pass\nReport it.\n1. Open the portal.\n2. Order a replacement.\n"
      "# Fees\nA pass costs twelve dollars.")});
  const auto answer = desk.ask("order replacement");
  const Passage& passage = answer.suggestions.front().passage;
  CHECK(passage.heading == "Lost pass");
  CHECK(passage.text == "Report it.\nOpen the portal.\nOrder a replacement.");
  CHECK(marked(passage.text, passage.highlights) == Ids{"Order", "replacement"});
  REQUIRE(passage.blocks.size() == 3);
  CHECK(passage.blocks[1].type == BlockType::step);
  CHECK(passage.blocks[2].block == 4);
  CHECK(desk.ask("twelve dollars").suggestions.front().passage.heading == "Fees");
}

TEST_CASE("scores fall with rank and stay between 0 and 1") {
  std::vector<Document> many;
  for (int i = 0; i < 30; ++i)
    many.push_back(article("a" + std::to_string(i), "en", "Portal " + filler(i), "portal " + filler(50)));
  Desk desk(many);
  double last = 1.0;
  for (const Suggestion& one : desk.ask("portal filler3").suggestions) {
    CHECK(one.score <= last);
    CHECK(one.score > 0.0);
    last = one.score;
  }
}

TEST_CASE("where nothing matches, nothing is good") {
  Desk desk({article("a", "en", "Portal", "x")});
  CHECK_FALSE(desk.ask("portal").nothing_good);
  CHECK(desk.ask("xylophone").nothing_good);
  CHECK(desk.ask("").nothing_good);
  CHECK(desk.ask("?!").suggestions.empty());
}

TEST_CASE("nothing that an agent can type is an error") {
  Desk desk({article("a", "en", "Portal and not or", "x near y")});
  for (const char* typed :
       {"AND", "(foo AND", "NOT x", "\"unclosed", "a:b", "*", "title:", "~", "x NEAR/3 y", "-",
        "+portal -portal", "\xFF\xFE", "\xED\xA0\x80", "%00", "'; DROP TABLE", "🙂🙂🙂"}) {
    INFO(typed);
    desk.ask(typed);
  }
  desk.ask(std::string(1 << 20, 'x'));
  std::string words;
  for (int i = 0; i < 100000; ++i) words += "portal" + std::to_string(i) + " ";
  desk.ask(words + "portal");
  desk.ask(std::string("por\0tal", 7));
  CHECK(desk.ids("AND portal").front() == "a");
}

TEST_CASE("stop words decide only where there is nothing else") {
  Desk desk({article("the", "en", "The the the", "the of and the"),
             article("who", "en", "The Who", "of and the who")});
  CHECK(desk.ids("how is the who").front() == "who");
  CHECK_FALSE(desk.ids("the").empty());
}
