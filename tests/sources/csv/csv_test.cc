
#include "indexer/sources/csv/csv_cells.h"
#include "indexer/sources/text_decoder.h"
#include "tests/sources/vendors/exports.h"
#include "tests/support/catch2.h"

using callside::SourceOptions;
using callside::testing::Lines;
using callside::testing::read_export;
using callside::testing::text_of;

namespace {

const std::string kHead = "id,lang,title,body,audience\n";

// "ŠČŽ šč ž" of Slovenian words in Windows-1250.
const std::string kSlovenian1250 =
    "id;title;body\r\na;Ra\350uni in pla\350ila;\"Pri\232lo je do te\236"
    "ave: prosim, da znova po\232ljete ra\350un. "
    "Vpra\232"
    "ajte \232e na\232o slu\236"
    "bo, kaj \236elite pla\350"
    "ati.\"\r\n";

callside::Error csv_failure(const std::string& bytes, SourceOptions options) {
  const callside::testing::TemporaryFolder folder;
  const auto stream = callside::open_sources({callside::testing::write(folder, "a.jsonl", bytes)}, options);
  REQUIRE_FALSE(stream);
  return stream.error();
}

}  // namespace

TEST_CASE("CSV: quotes, doubled quotes, line ends in cells, and the record's first line number") {
  const auto read =
      read_export({{"a.csv", kHead + "a,en,\"T, one\",\"He options \"\"yes\"\".\r\n\r\nThen he "
                                     "went.\",public\r\n\n,,,,\nb,en,T\"wo,B,internal\nc,en,T,B\n"}});
  CHECK(read.list == Lines{"a en public", "b en internal"});
  CHECK(read.find("a").title == "T, one");
  CHECK(text_of(read.find("a").body) == "He options \"yes\". / Then he went.");
  CHECK(read.find("b").title == "T\"wo");
  CHECK(read.rejected == Lines{"a.csv:8: the record has 4 cells, but the first line names 5 columns"});
}

TEST_CASE("CSV: the delimiter is detected") {
  for (const std::string delimiter : {",", ";", "\t", "|"}) {
    std::string table = "id,lang,title,body\na,en,T,B\n";
    for (char& c : table) c = c == ',' ? delimiter[0] : c;
    CHECK(read_export({{"a.csv", table}}).list == Lines{"a en internal"});
  }
  CHECK(read_export({{"a.csv", "sep=;\r\nid;lang;title;body\r\na;en;T,1,2,3,4;B\r\n"}}).find("a").title ==
        "T,1,2,3,4");
  CHECK(read_export({{"a.csv", "id;lang;title, with, commas, and more;body;title\na;en;x;B;T\n"}})
            .documents.size() == 1);
}

TEST_CASE("CSV: the encoding is detected or set") {
  const auto guessed = read_export({{"a.csv", kSlovenian1250}});
  CHECK(guessed.find("a").title == "Ra\304\215uni in pla\304\215ila");
  CHECK(guessed.find("a").lang == "sl");
  const std::string french =
      "id;title;body\na;Facture;\"Votre facture a \351t\351 envoy\351"
      "e \340 l'adresse indiqu\351"
      "e lors de la commande, merci de v\351rifier.\"\n";
  CHECK(text_of(read_export({{"a.csv", french}}).find("a").body)
            .find("\303\251t\303\251 envoy\303\251"
                  "e \303\240") != std::string::npos);
  CHECK(read_export({{"a.csv", "\357\273\277" + kHead + "a,en,T\303\251,B,public\n"}}).find("a").title ==
        "T\303\251");
  std::string utf16 = "\377\376";
  for (const char c : std::string("id,title,body\na,T,B\n")) utf16 += {c, '\0'};
  CHECK(read_export({{"a.csv", utf16}}).documents.size() == 1);
  SourceOptions options;
  options.encoding = "windows-1252";
  CHECK(read_export({{"a.csv", kSlovenian1250}}, "", options).find("a").title ==
        "Ra\303\250uni in pla\303\250ila");
  options.encoding = "utf-8";
  CHECK(read_export({{"a.csv", kSlovenian1250 + "b;T;B\r\n"}}, "", options).rejected ==
        Lines{"a.csv:2: the record has bytes that are invalid in the file's encoding"});
  options.encoding = "klingon";
  CHECK(csv_failure("{}", options).code == callside::ErrorCode::usage);
  options.encoding = "utf-8";
  CHECK(csv_failure(R"({"kind":"article","id":"a","title":"T","body":"B"})", options).code ==
        callside::ErrorCode::usage);
}

TEST_CASE("CSV: columns are mapped and determine the kind") {
  const std::string yaml =
      "groups: [c]\ncsv:\n  columns: {Ticket ID: id, \"Q?\": question, Answer: resolution, Seen by: "
      "audience, Private: ignore, Date: closed}\n";
  const auto read = read_export(
      {{"t.csv",
        "ticket id,Q?,Answer,Seen by,private,Date\n7,Slow,Update it,\"c, internal\",secret,1. 10. "
        "2026\n8,Slow,Update it,,x,2026-10-01\n9,Slow,Update it,d,x,2026-10-01\n5,S,U,c,x,10/1/2026\n"}},
      yaml);
  CHECK(read.documents.size() == 1);
  CHECK(read.find("7").kind == callside::Kind::ticket);
  CHECK(read.find("7").audience == Lines{"c", "internal"});
  CHECK(read.find("7").closed == "2026-10-01");
  // An empty audience does not mean the default.
  CHECK(read.rejected == Lines{"t.csv:3: the audience is empty", "t.csv:4: unknown audience \"d\"",
                               "t.csv:5: closed: \"10/1/2026\" is not a date"});
  const auto person = read_export({{"t.csv", "id,question,resolution,Customer\n1,Slow,Update,Ana  Novak\n"}},
                                  "csv: {columns: {Customer: person_name}}\n");
  CHECK(person.find("1").known_values ==
        std::vector<callside::KnownValue>{{callside::KnownValue::Kind::name, "Ana Novak"}});
  CHECK(read_export({{"t.csv", "foo,bar\n1,2\n"}}).rejected ==
        Lines{"t.csv:1: the first line names no known column"});
  CHECK(read_export({{"t.csv", "id,title\n1,2\n"}}).rejected.size() == 1);
  CHECK(read_export({{"t.csv", "id,title,body,title\n1,2,3,4\n"}}).rejected ==
        Lines{"t.csv:1: two columns have the key \"title\""});
  CHECK(read_export({{"t.csv", "id,title,body,audiance\n1,2,3,public\n"}}).rejected.size() == 1);
  CHECK(read_export({{"t.csv", "id,Text\n1,2\n"}}, "csv: {columns: {Text: bodi}}\n").rejected.size() == 1);
}

TEST_CASE("CSV: an unclosed quote is reported where it opens") {
  const auto read = read_export({{"a.csv", kHead + "a,en,T,B,public\nb,en,T,\"B,public\nc,en,T,B,public\n"}});
  CHECK(read.list == Lines{"a en public"});
  CHECK(read.rejected ==
        Lines{"a.csv:3: a quote that opens in this record is not closed before the file ends"});
  const auto large = read_export(
      {{"a.csv", kHead + "a,en,T,\"" + std::string(20U << 20U, 'x') + "\",public\nb,en,T,B,public\n"}});
  CHECK(large.rejected == Lines{"a.csv:2: the record is longer than 16 MiB"});
  CHECK(large.list == Lines{"b en public"});
}
