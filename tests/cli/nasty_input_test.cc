// No input of an agent or a script causes a 5xx.
#include <iterator>
#include <optional>
#include <random>

#include "tests/cli/nasty_inputs.h"
#include "tests/http/raw_client.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/thorough.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A daemon with the demo.
class ServedDemo {
 public:
  ServedDemo() {
    build(folder_.path() / "kb", kDemo);
    daemon_.emplace(folder_.path() / "kb");
  }
  Daemon& daemon() { return *daemon_; }

  // It still answers and has logged no problem.
  void check_well() {
    auto client = daemon_->client();
    CHECK_FALSE(suggest(client, {{"q", "forgotten password"}})["suggestions"].empty());
    const Finished stopped = daemon_->stop();
    CHECK(stopped.status == 0);
    CHECK(stopped.err.find(" error ") == std::string::npos);
  }

 private:
  TemporaryFolder folder_;
  std::optional<Daemon> daemon_;
};

std::string in_hex(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : text.substr(0, 200)) {
    const auto byte = static_cast<unsigned char>(c);
    hex += {kDigits[byte >> 4U], kDigits[byte & 15U], ' '};
  }
  return hex;
}

// `sound`: the status must be 200.
void check_answer(const httplib::Result& answer, std::string_view text, bool sound) {
  INFO("asked " << in_hex(text) << "of " << text.size() << " bytes");
  REQUIRE(answer);
  // No CHECK for each: there are too many.
  if (answer->status >= 500 || (sound && answer->status != 200)) {
    INFO(answer->body);
    CHECK(answer->status == 200);
  }
  // Valid JSON is valid UTF-8, too.
  if (Json::parse(answer->body, nullptr, false).is_discarded()) {
    INFO(answer->body);
    CHECK(false);
  }
}

// Returns the text as a JSON string. Replaces characters that need an escape by spaces and keeps all other
// bytes, including invalid UTF-8.
std::string quoted_raw(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const bool escaped = c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    quoted += escaped ? ' ' : c;
  }
  return quoted + "\"";
}

std::string quoted(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

httplib::Result post(httplib::Client& client, const std::string& body) {
  return client.Post("/v1/suggest", body, "application/json");
}

void ask(httplib::Client& client, std::string_view text) {
  // A path and query beyond 24 kB are refused.
  const std::string encoded = percent_encoded(text);
  check_answer(client.Get("/v1/suggest?q=" + encoded), text, encoded.size() < 23'000);
  check_answer(post(client, "{\"q\":" + quoted_raw(text) + "}"), text, true);
}

// Sends the text in every other place that takes one.
void put_everywhere(httplib::Client& client, std::string_view text) {
  const std::string encoded = percent_encoded(text);
  for (const std::string target :
       {"suggest?q=refund&lang=", "suggest?q=refund&only_lang=", "suggest?q=refund&product=",
        "suggest?q=refund&brand=", "suggest?q=refund&limit=", "suggest?q=refund&kind=", "suggest?",
        "articles/", "articles/a?lang=", "tickets/"}) {
    check_answer(client.Get("/v1/" + target + encoded), text, false);
  }
  check_answer(post(client, "{\"q\":" + quoted(text) + "}"), text, true);
  for (const char* name : {"lang", "only_lang", "product", "brand", "kind", "limit"}) {
    check_answer(post(client, "{\"q\":\"refund\",\"" + std::string(name) + "\":[" + quoted(text) + "]}"),
                 text, false);
    check_answer(post(client, "{\"q\":\"refund\",\"" + std::string(name) + "\":" + quoted(text) + "}"), text,
                 false);
  }
  check_answer(post(client, "{" + quoted(text) + ":" + quoted(text) + ",\"q\":\"refund\"}"), text, true);
  check_answer(post(client, std::string(text)), text, false);
}

// Random texts as from people, programs and broken keyboards. The seed is fixed.
class RandomTexts {
 public:
  std::string next() {
    std::string text;
    const std::size_t length = below(20) == 0 ? below(20'000) : below(60);
    const std::size_t style = below(5);
    while (text.size() < length) text += piece(style == 4 ? below(4) : style);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string piece(std::size_t style) {
    if (style == 0) return {static_cast<char>(below(256))};
    if (style == 1) return code_point(static_cast<std::uint32_t>(below(0x110000)));
    if (style == 2) return std::string(kNastyInputs[below(std::size(kNastyInputs))]) + " ";
    constexpr const char* kWords[] = {"password ", "geslo ", "Rechnung ", "the ", "bus", "T-1001",
                                      " AND ",     "(",      "\"",        "*",    "-",   "\xC5\xA1"};
    return kWords[below(std::size(kWords))];
  }

  // Includes surrogates, whose three bytes are invalid UTF-8.
  static std::string code_point(std::uint32_t point) {
    const auto tail = [point](unsigned shift) {
      return static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) return {static_cast<char>(0xC0U | (point >> 6U)), tail(0)};
    if (point < 0x10000) return {static_cast<char>(0xE0U | (point >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (point >> 18U)), tail(12), tail(6), tail(0)};
  }

  std::mt19937 random_{20261005};
};

}  // namespace

TEST_CASE("nothing nasty that an agent can type gives a 5xx") {
  static_assert(std::size(kNastyInputs) >= 200);
  ServedDemo served;
  auto client = served.daemon().client();
  for (const std::string_view text : kNastyInputs) {
    ask(client, text);
    // After a word and before one, as an agent would type it.
    ask(client, "refund " + std::string(text));
    ask(client, std::string(text) + " refund");
    put_everywhere(client, text);
    // Unescaped in the URL, as no browser sends it.
    RawClient raw(served.daemon().port());
    raw.send("GET /v1/suggest?q=" + std::string(text) +
             " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const int status = raw.answer().status;
    if (status < 200 || status >= 500) {
      INFO("raw " << in_hex(text));
      CHECK(status == 400);
    }
  }
  served.check_well();
}

TEST_CASE("nothing random that an agent can type gives a 5xx") {
  ServedDemo served;
  auto client = served.daemon().client();
  RandomTexts texts;
  for (int i = 0; i < thorough_or(2000, 500); ++i) ask(client, texts.next());
  for (int i = 0; i < thorough_or(50, 20); ++i) put_everywhere(client, texts.next());
  served.check_well();
}

TEST_CASE("nothing however long gives a 5xx") {
  ServedDemo served;
  auto client = served.daemon().client();
  for (const std::string& unit :
       {std::string("a"), std::string("a "), std::string("refund "), std::string("\xE4\xBD\xA0"),
        std::string("("), std::string("\xCC\x81"), std::string("A-1 "), std::string("\"")}) {
    for (const std::size_t size :
         {std::size_t{300}, std::size_t{7000}, std::size_t{100'000}, std::size_t{1'000'000}}) {
      // A megabyte takes seconds, so try only one kind.
      if (size == 1'000'000 && !is_thorough() && unit != "refund ") continue;
      std::string text;
      while (text.size() < size) text += unit;
      ask(client, text);
    }
  }
  // 60,000 different words: the number of look-ups is bounded.
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += " w" + std::to_string(i);
  check_answer(post(client, Json{{"q", many}, {"limit", 50}}.dump()), many, true);
  // Beyond the size limit of a body.
  const auto too_long = post(client, Json{{"q", std::string(2'000'000, 'a')}}.dump());
  REQUIRE(too_long);
  CHECK(too_long->status == 413);
  // Nested more deeply than any stack allows.
  auto other = served.daemon().client();
  check_answer(post(other, "{\"q\":" + std::string(500'000, '[')), "[[[", false);
  check_answer(post(other, std::string(100'000, '[') + std::string(100'000, ']')), "[[]]", false);
  served.check_well();
}
