#include "indexer/redact/rule_matcher.h"

#include "indexer/redact/redactor.h"
#include "tests/support/catch2.h"

namespace {

using callside::BlockType;
using callside::Document;
using callside::Kind;
using callside::RedactionRule;
using callside::Redactor;

Document ticket(const std::string& text) {
  Document document;
  document.kind = Kind::ticket;
  document.id = "T-1";
  document.question.blocks = {{BlockType::paragraph, 0, text}};
  return document;
}

std::string redacted(const Redactor& redactor, const std::string& text) {
  Document document = ticket(text);
  REQUIRE(redactor.redact(document));
  const std::string once = document.question.blocks[0].text;
  REQUIRE(redactor.redact(document));
  CHECK(document.question.blocks[0].text == once);
  return once;
}

Redactor redactor_of(std::vector<RedactionRule> rules) {
  auto redactor = Redactor::create(rules);
  REQUIRE(redactor);
  return *redactor;
}

}  // namespace

TEST_CASE("matches of an organisation's pattern are replaced by its mark") {
  const Redactor redactor =
      redactor_of({{"student number", "\\bN\\d{7}\\b", "[student number]", {"n0000000"}, "c.yaml:3"}});
  CHECK(redacted(redactor, "N1234567 and N0000000, not XN1234567") ==
        "[student number] and N0000000, not XN1234567");
  Document document = ticket("N1234567, N7654321, ana@example.org");
  const auto counts = redactor.redact(document);
  REQUIRE(counts);
  CHECK(counts->of(callside::kind_of_rule(0)) == 2);
  CHECK(redactor.name_of(callside::kind_of_rule(0)) == "student number");
  CHECK(counts->total() == 3);
}

TEST_CASE("a pattern that matches its own mark is applied once") {
  const Redactor redactor = redactor_of({{"word", "[a-z]+", "[word]", {}, "c.yaml:3"}});
  CHECK(redacted(redactor, "ab 12 cd") == "[word] 12 [word]");
}

TEST_CASE("no detector removes what an organisation keeps") {
  const Redactor redactor = redactor_of({{"", "", "", {"+386 1 555 01 00", "Linden Park"}, "c.yaml:3"}});
  CHECK(
      redacted(redactor,
               "Told Linden  Park? Spoke with Linden Park, call +386 1 555 01 00 or +386 1 555 01 01") ==
      redacted(redactor, "Told Linden  Park? Spoke with Linden Park, call +386 1 555 01 00 or [telephone]"));
  CHECK(redacted(redactor, "Spoke with LINDEN PARK at +386 1 555 01 00") ==
        "Spoke with LINDEN PARK at +386 1 555 01 00");
}

TEST_CASE("an invalid pattern is reported with its line") {
  const auto redactor = Redactor::create(std::vector<RedactionRule>{{"a", "(", "[a]", {}, "c.yaml:7"}});
  REQUIRE_FALSE(redactor);
  CHECK(redactor.error().message.find("c.yaml:7: the pattern of \"a\"") == 0);
  CHECK_FALSE(redactor.error().hint.empty());
}

TEST_CASE("a pattern that takes too long rejects the ticket") {
  const Redactor redactor = redactor_of({{"a", "(x+x+)+y", "[a]", {}, "c.yaml:7"}});
  Document document = ticket("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  const auto counts = redactor.redact(document);
  REQUIRE_FALSE(counts);
  CHECK(counts.error().message.find("\"a\"") != std::string::npos);
  CHECK(counts.error().message.find("xxx") == std::string::npos);
}
