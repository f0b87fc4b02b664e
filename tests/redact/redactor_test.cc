#include "indexer/redact/redactor.h"

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/redact/check_table.h"
#include "tests/redact/properties.h"
#include "tests/support/catch2.h"

namespace {

using callside::Block;
using callside::BlockType;
using callside::Content;
using callside::Document;
using callside::Kind;
using callside::PersonalKind;
using callside::RedactionCounts;
using callside::Redactor;
using callside::test::redacted;

constexpr const char* kAllKinds =
    "ana@example.org, +386 41 555 010, 4111 1111 1111 1111, SI56 2633 0001 2039 086";

Content content(std::vector<Block> blocks, std::string html) { return {std::move(blocks), std::move(html)}; }

Document ticket() {
  Document document;
  document.kind = Kind::ticket;
  document.id = "T-1029";
  document.lang = "sl";
  document.title = "Ne dela ana@example.org";
  document.url = "https://desk.example/t/1029?email=ana@example.org";
  document.keywords = {"račun", "041 555 010"};
  document.product = {"billing"};
  document.audience = {"internal"};
  document.article = "billing/refund";
  document.closed = "2026-09-12";
  document.subject_ref = "ana@example.org";
  document.question = content(
      {{BlockType::paragraph, 0, "Pišite na ana@example.org & <hvala>."}},
      "<p data-block=\"0\">Pišite na <a href=\"mailto:ana@example.org\">ana@<b>example</b>.org</a></p>");
  document.resolution = content(
      {{BlockType::heading, 2, "Rešitev"}, {BlockType::step, 0, "Klic na 041 555 010."}},
      "<h2 data-block=\"0\">Rešitev</h2><ol><li data-block=\"1\"><a href=\"tel:041555010\">x</a></li></ol>");
  return document;
}

}  // namespace

TEST_CASE("each kind has its mark and its count") {
  std::string text =
      std::string(kAllKinds) +
      ", SSN 078-05-1120, IP 203.0.113.77, MAC 00:00:5E:00:53:1F, born 14/09/1987, PIN 7731. "
      "This is Nnamdi Eze and I have epilepsy. I live at 14 Larkspur Close, Otterford QX4 7ZZ.";
  const RedactionCounts counts = Redactor().redact(text);
  CHECK(text ==
        "[e-mail], [telephone], [card], [IBAN], SSN [national id], IP [IP address], MAC [MAC address], "
        "born [date of birth], PIN [secret]. This is [name] and I have [health]. I live at [address].");
  for (const auto& info : callside::kPersonalKinds) {
    INFO(info.name);
    CHECK(counts.of(info.kind) == 1);
  }
  CHECK(counts.total() == callside::kPersonalKinds.size());
}

TEST_CASE("values of a ticket's fields are removed from all its texts") {
  using callside::KnownValue;
  Document document = ticket();
  document.known_values = {{KnownValue::Kind::name, "Novak Kotnik, Tjaša"},
                           {KnownValue::Kind::email, "tjasa@intern"},
                           {KnownValue::Kind::telephone, "+386 1 555 01 62"},
                           {KnownValue::Kind::address, "Rožna dolina c. VII 12, 1099 Podgrič"}};
  document.title = "za tjašo ni odgovora, novak kotnik čaka";
  document.question =
      content({{BlockType::paragraph, 0, "Povejte Tjaši, da pride. Živi na rožna dolina c. vii 12."},
               {BlockType::paragraph, 0, "Številka 555 0162 ali tjasa@intern, za Kotnikovo."}},
              "");
  document.resolution =
      content({{BlockType::paragraph, 0, "Gospe Novakovi smo odgovorili; novo leto ostane."}}, "");
  REQUIRE(Redactor().redact(document));
  CHECK(document.title == "za tjašo ni odgovora, [name] čaka");
  CHECK(document.question.blocks[0].text == "Povejte [name], da pride. Živi na [address].");
  CHECK(document.question.blocks[1].text == "Številka [telephone] ali [e-mail], za [name].");
  CHECK(document.resolution.blocks[0].text == "Gospe [name] smo odgovorili; novo leto ostane.");
  CHECK(document.known_values.empty());
}

TEST_CASE("a name that is found once is removed everywhere") {
  Document document = ticket();
  document.title = "Okonkwo again";
  document.question = content({{BlockType::paragraph, 0, "It doesn't print."},
                               {BlockType::paragraph, 0, "Kind regards"},
                               {BlockType::paragraph, 0, "Adaeze Okonkwo"}},
                              "");
  document.resolution =
      content({{BlockType::paragraph, 0, "Told Ms Okonkwo that Adaeze's printer is fine."}}, "");
  REQUIRE(Redactor().redact(document));
  CHECK(document.title == "[name] again");
  CHECK(document.question.blocks[2].text == "[name]");
  CHECK(document.resolution.blocks[0].text == "Told Ms [name] that [name]'s printer is fine.");
}

TEST_CASE("probable mistakes in an article are found") {
  Document article;
  article.kind = Kind::article;
  article.body = content({{BlockType::paragraph, 0,
                           "Call 041 555 010 or write to help@example.org; IBAN SI56 2633 0001 2039 086. The "
                           "password is Breskev!19. Card 4111 1111 1111 1111."}},
                         "");
  RedactionCounts counts;
  for (const auto& one : Redactor().find_in_article(article)) counts.add(one.kind);
  CHECK(counts.of(PersonalKind::secret) == 1);
  CHECK(counts.of(PersonalKind::card) == 1);
  CHECK(counts.total() == 2);
}

TEST_CASE("personal data is removed from all texts of a ticket") {
  Document document = ticket();
  const auto counts = Redactor().redact(document);
  REQUIRE(counts);
  CHECK(document.title == "Ne dela [e-mail]");
  CHECK(document.url == "https://desk.example/t/1029?email=[e-mail]");
  CHECK(document.keywords == std::vector<std::string>{"račun", "[telephone]"});
  CHECK(document.question.blocks[0].text == "Pišite na [e-mail] & <hvala>.");
  CHECK(document.question.html == "<p data-block=\"0\">Pišite na [e-mail] &amp; &lt;hvala&gt;.</p>");
  CHECK(document.resolution.html ==
        "<h2 data-block=\"0\">Rešitev</h2><ol><li data-block=\"1\">Klic na [telephone].</li></ol>");
  CHECK(counts->of(PersonalKind::email) == 3);
  CHECK(counts->of(PersonalKind::telephone) == 2);
}

TEST_CASE("the keys of a ticket stay") {
  Document document = ticket();
  REQUIRE(Redactor().redact(document));
  CHECK(document.id == "T-1029");
  CHECK(document.subject_ref == "ana@example.org");
  CHECK(document.article == "billing/refund");
  CHECK(document.closed == "2026-09-12");
  CHECK(document.product == std::vector<std::string>{"billing"});
}

TEST_CASE("a ticket's HTML holds only what its blocks hold") {
  Document document = ticket();
  document.question =
      content({{BlockType::paragraph, 0, "Glej sliko."}},
              "<p data-block=\"0\">Glej <img alt=\"ana@example.org\" src=\"x?t=041555010\">sliko.</p>");
  REQUIRE(Redactor().redact(document));
  CHECK(document.question.html == "<p data-block=\"0\">Glej sliko.</p>");
}

TEST_CASE("redacting a ticket again changes nothing") {
  Document document = ticket();
  REQUIRE(Redactor().redact(document));
  const Document once = document;
  const auto counts = Redactor().redact(document);
  REQUIRE(counts);
  CHECK(counts->total() == 0);
  CHECK(document.title == once.title);
  CHECK(document.url == once.url);
  CHECK(document.question.blocks == once.question.blocks);
  CHECK(document.question.html == once.question.html);
  CHECK(document.resolution.html == once.resolution.html);
}

TEST_CASE("articles are not changed") {
  Document document = ticket();
  document.kind = Kind::article;
  document.body =
      content({{BlockType::paragraph, 0, "Write to help@example.org"}}, "<p>Write to help@example.org</p>");
  const auto counts = Redactor().redact(document);
  REQUIRE(counts);
  CHECK(counts->total() == 0);
  CHECK(document.title == "Ne dela ana@example.org");
  CHECK(document.body.html == "<p>Write to help@example.org</p>");
}

TEST_CASE("a ticket whose id names a person is rejected and unchanged") {
  for (const char* id :
       {"ana@example.org", "mail:ana%40example.org", "call-+38641555010", "SI56263300012039086"}) {
    Document document = ticket();
    document.id = id;
    const auto counts = Redactor().redact(document);
    REQUIRE_FALSE(counts);
    CHECK(counts.error().code == callside::ErrorCode::invalid_input);
    CHECK(counts.error().message.find("ana") == std::string::npos);
    CHECK_FALSE(counts.error().hint.empty());
    CHECK(document.title == "Ne dela ana@example.org");
  }
  for (const char* id : {"T-1029", "0412345678", "4111111111111111", "041 555 010", "2026/0415550101"}) {
    Document document = ticket();
    document.id = id;
    CHECK(Redactor().redact(document));
    CHECK(document.id == id);
  }
}

TEST_CASE("a mark that somebody typed stays") {
  CHECK(redacted("send it to [e-mail] or [telephone]") == "send it to [e-mail] or [telephone]");
  std::string text = "[e-mail]";
  CHECK(Redactor().redact(text).total() == 0);
}

TEST_CASE("the word in a mark does not make the next number a telephone number") {
  CHECK(redacted("NV [telephone] 4012345 [telephone]") == "NV [telephone] 4012345 [telephone]");
}

TEST_CASE("no finding spans another") {
  // Replacing the telephone number moves the quotes close enough to each other for a quoted name.
  CHECK(redacted("\"" + std::string(55, 'x') + " 041 555 010 \"@example.org") ==
        "\"" + std::string(55, 'x') + " [telephone] \"@example.org");
}

TEST_CASE("values at the seams of long texts are found") {
  // Texts are redacted in pieces that end at the end of a line.
  std::string text, expected;
  for (int i = 0; i < 4000; ++i) {
    text += "Line " + std::to_string(i % 7) + ": ana@example.org or 041 555 010.\n";
    expected += "Line " + std::to_string(i % 7) + ": [e-mail] or [telephone].\n";
  }
  CHECK(redacted(text) == expected);
  const std::string one_line(100'000, 'x');
  CHECK(redacted(one_line + " ana@example.org") == one_line + " [e-mail]");
}

TEST_CASE("bytes that are not UTF-8 stay, and do not hide values beside them") {
  CHECK(redacted("\xFF ana@example.org \xC3") == "\xFF [e-mail] \xC3");
  CHECK(redacted(std::string("a\0b 041 555 010", 15)) == std::string("a\0b [telephone]", 15));
}

TEST_CASE("random texts keep the properties") {
  const std::vector<std::string> parts{"ana ",
                                       "@",
                                       "example",
                                       ".",
                                       "org",
                                       " ",
                                       " ",
                                       "(at)",
                                       " dot ",
                                       "041",
                                       "555",
                                       "010",
                                       "-",
                                       "/",
                                       "+386",
                                       "00",
                                       "(",
                                       ")",
                                       "tel",
                                       ":",
                                       "\n",
                                       "SI56",
                                       "2633",
                                       "0001",
                                       "2039",
                                       "086",
                                       "4111",
                                       "1111",
                                       "[",
                                       "e-mail]",
                                       "]",
                                       "[telephone]",
                                       "x",
                                       "%40",
                                       "%2B",
                                       "\xC2\xAD",
                                       "\xC2\xA0",
                                       "\xEF\xBC\x90",
                                       "ž",
                                       "電話",
                                       "1",
                                       ",",
                                       "ext",
                                       "IBAN",
                                       "Ana",
                                       "Novak",
                                       "Mrs ",
                                       "my son ",
                                       "Dear ",
                                       "regards,",
                                       "this is ",
                                       "holder: ",
                                       "password ",
                                       "is ",
                                       "Xk9!2",
                                       "PIN ",
                                       "born ",
                                       "14/09/1987",
                                       "14 ",
                                       "Larkspur ",
                                       "Close",
                                       ", ",
                                       "live at ",
                                       "1099 ",
                                       "203.0.113.77",
                                       "00:00:5E:00:53:1F",
                                       "SSN ",
                                       "078-05-1120",
                                       "epilepsy",
                                       "allergic to ",
                                       "[name]",
                                       "'s "};
  std::mt19937 random(20261001);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length) text += parts[random() % parts.size()];
    INFO(text);
    REQUIRE(callside::test::broken_property(text) == "");
  }
}

TEST_CASE("one redactor serves many threads") {
  const Redactor redactor;
  std::vector<std::string> texts(8, std::string(kAllKinds) + " ｔｅｌ ０４１");
  std::vector<std::thread> threads;
  for (std::string& text : texts) threads.emplace_back([&redactor, &text] { redactor.redact(text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : texts) CHECK(text == "[e-mail], [telephone], [card], [IBAN] ｔｅｌ ０４１");
}
