#include "indexer/sources/vendors/json_splitter.h"

#include <fstream>
#include <string>

#include "indexer/sources/vendors/json_slices.h"
#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::JsonPiece;
using callside::JsonSplitter;
using callside::testing::TemporaryFolder;
using callside::testing::write;

namespace {

const char* name_of(JsonPiece::Type type) {
  switch (type) {
    case JsonPiece::Type::record:
      return "";
    case JsonPiece::Type::too_long:
      return "too long";
    case JsonPiece::Type::cut_off:
      return "cut off";
    case JsonPiece::Type::broken:
      return "broken";
    case JsonPiece::Type::end:
      return "end";
  }
  return "?";
}

// Returns the pieces as "list[key] line: bytes", one per line. Checks the offset of each.
std::string split(const std::string& json, std::size_t limit = 1U << 20U) {
  const TemporaryFolder folder;
  const auto path = write(folder, "x.json", json);
  auto splitter = JsonSplitter::open(path, limit);
  REQUIRE(splitter);
  std::string pieces;
  for (;;) {
    auto piece = splitter->next();
    REQUIRE(piece);
    if (piece->type == JsonPiece::Type::end) return pieces;
    pieces += std::string(piece->list) + (piece->key.empty() ? "" : "[" + std::string(piece->key) + "]") +
              " " + std::to_string(piece->line) + ": " + name_of(piece->type) + std::string(piece->bytes) +
              "\n";
    CHECK(json.substr(piece->offset, piece->bytes.size()) == piece->bytes);
  }
}

}  // namespace

TEST_CASE("records are cut out of lists, maps of maps, lines, and single objects") {
  CHECK(split(R"({"tickets":[{"id":1},{"id":2}],"count":2,"next_page":null})") ==
        "tickets 1: {\"id\":1}\ntickets 1: {\"id\":2}\n");
  CHECK(split("{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":3}") ==
        " 1: {\"id\":1}\n 3: {\"id\":2}\n 4: {\"id\":3}\n");
  CHECK(split("\xEF\xBB\xBF [ {\"id\":1} ,\n {\"id\":2} ]\n") == " 1: {\"id\":1}\n 2: {\"id\":2}\n");
  CHECK(split(R"({"id":5,"assets":{"Ticket":{"5":{"id":5},"6":{"id":6}},"User":{}}})") ==
        "Ticket[5] 1: {\"id\":5}\nTicket[6] 1: {\"id\":6}\n");
  CHECK(split(R"({"type":"list","data":[{"id":"1"}],"pages":{"next":{"page":2}}})") ==
        "data 1: {\"id\":\"1\"}\n");
  CHECK(split(R"({"data":{"articles":[{"id":"1"}],"highlights":[]}})") == "articles 1: {\"id\":\"1\"}\n");
  // Pages in sequence, as a script may append them.
  CHECK(split("{\"tickets\":[{\"id\":1}]}\n{\"tickets\":[{\"id\":2}]}") ==
        "tickets 1: {\"id\":1}\ntickets 2: {\"id\":2}\n");
}

TEST_CASE("a record keeps the lists inside it, and its strings may contain anything") {
  CHECK(split(R"({"comments":[{"body":"x"}],"id":1})") == " 1: {\"comments\":[{\"body\":\"x\"}],\"id\":1}\n");
  const std::string odd = R"({"id":1,"body":"a } ] \" { [ \\","n":-1.5e3,"t":true,"l":[[{"tickets":[{}]}]]})";
  CHECK(split("{\"tickets\":[" + odd + "]}") == "tickets 1: " + odd + "\n");
  // Members that are not objects, such as in Zammad's lists of ids, are not records.
  CHECK(split(R"({"tickets":[1,2,{"id":3},"x",[{"id":4}]]})") == "tickets 1: {\"id\":3}\n");
}

TEST_CASE("lines are counted across skipped and discarded bytes") {
  std::string json = "{\"x\":[";
  for (int i = 0; i < 300'000; ++i) json += "\n" + std::to_string(i) + ",";
  json += "0],\n\"tickets\":[\n{\"id\":1}\n,{\"id\":\n2}]}";
  CHECK(split(json) == "tickets 300003: {\"id\":1}\ntickets 300004: {\"id\":\n2}\n");
}

TEST_CASE("a record above the limit is skipped without being kept in memory") {
  const std::string large = "{\"id\":2,\"body\":\"" + std::string(3U << 20U, 'x') + "\\\"\"}";
  CHECK(split("{\"tickets\":[{\"id\":1},\n" + large + ",\n{\"id\":3}]}") ==
        "tickets 1: {\"id\":1}\ntickets 2: too long\ntickets 3: {\"id\":3}\n");
  CHECK(split("{\"id\":1}\n" + large + "\n{\"id\":3}") == " 1: {\"id\":1}\n 2: too long\n 3: {\"id\":3}\n");
}

TEST_CASE("records are found in an envelope larger than the limit") {
  std::string json = "{\"tickets\":[";
  for (int i = 0; i < 20'000; ++i)
    json += (i > 0 ? ",\n" : "") + ("{\"id\":" + std::to_string(i)) + ",\"a\":\"bcdefghi\"}";
  json += "],\"end_time\":1,\"after_url\":null}";
  const std::string pieces = split(json, 4096);
  CHECK(std::count(pieces.begin(), pieces.end(), '\n') == 20'000);
  CHECK(pieces.find("tickets 20000: {\"id\":19999,") != std::string::npos);
}

TEST_CASE("a cut-off or broken file is reported with the line, and the records before it are read") {
  CHECK(split("{\"tickets\":[{\"id\":1},\n{\"id\":2,\"body\":\"ab") ==
        "tickets 1: {\"id\":1}\ntickets 2: cut off\n");
  CHECK(split("{\"tickets\":[{\"id\":1},\n") == "tickets 1: {\"id\":1}\ntickets 2: cut off\n");
  CHECK(split("{\"tickets\":[{\"id\":1}]") == "tickets 1: {\"id\":1}\n 1: cut off\n");
  CHECK(split("{\"id\":1}\n{\"id\":2") == " 1: {\"id\":1}\n 2: cut off\n");
  CHECK(split("{\"tickets\":[{\"id\":1}\n{\"id\":2}]}") == "tickets 1: {\"id\":1}\ntickets 2: broken\n");
  CHECK(split("{\"id\":1}\noops") == " 1: {\"id\":1}\n 2: broken\n");
  CHECK(split("{\"tickets\":[{\"id\":1}],oops}") == "tickets 1: {\"id\":1}\n 1: broken\n");
  CHECK(split("") == "");
  CHECK(split("]") == " 1: broken\n");
}

TEST_CASE("the names of an envelope's members are collected") {
  const TemporaryFolder folder;
  const auto path = write(folder, "x.json", R"({"tickets":[],"end_of_stream":true,"after_cursor":"x"})");
  auto splitter = JsonSplitter::open(path, 1024);
  REQUIRE(splitter);
  REQUIRE(splitter->next()->type == JsonPiece::Type::end);
  CHECK(splitter->envelope_keys() == std::set<std::string>{"after_cursor", "end_of_stream", "tickets"});
}

TEST_CASE("an object's members are found without parsing their values") {
  const auto members =
      callside::slice_object(R"( {"id" : 12 ,"s":"a\"b\u010d","o":{"id":3},"n":null,"l":[1,{}]} x)");
  REQUIRE(members.size() == 5);
  CHECK(callside::text_of(callside::find_slice(members, "id")) == "12");
  CHECK(callside::text_of(callside::find_slice(members, "s")) == "a\"b\xC4\x8D");
  CHECK(callside::text_of(callside::find_slice(members, "n")).empty());
  CHECK(callside::find_slice(members, "o") == R"({"id":3})");
  CHECK(callside::find_slice(members, "l") == "[1,{}]");
  CHECK(callside::find_slice(members, "gone").empty());
  for (const char* text : {"", "{", "[]", "{\"a", "{\"a\":", "{\"a\" 1}", "{a:1}", "12"}) {
    CHECK(callside::slice_object(text).empty());
  }
  // Members of a cut-off object are found as far as it goes.
  CHECK(callside::slice_object(R"({"id":1,"body":"ab)").size() == 2);
}
