#include <string>
#include <vector>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::Document;
using callside::Kind;
using callside::Parsed;
using callside::SourceOptions;
using callside::testing::outline;

namespace {

using Strings = std::vector<std::string>;

// Returns an article with the additional keys `more`.
std::string article(const std::string& more) {
  return R"({"kind":"article","id":"a","lang":"en","title":"T","body":"B")" +
         (more.empty() ? "" : "," + more) + "}\n";
}
std::string ticket(const std::string& more) {
  return R"({"kind":"ticket","id":"t","lang":"en","question":"Q","resolution":"R")" +
         (more.empty() ? "" : "," + more) + "}\n";
}

Document accepted(const std::string& line, const SourceOptions& options = {}) {
  return callside::testing::accepted("x.jsonl", line, options);
}
std::string refused(const std::string& line, const SourceOptions& options = {}) {
  const callside::Remark remark = callside::testing::refused("x.jsonl", line, options);
  return remark.reason + " (" + remark.hint + ")";
}
std::string warnings(const std::string& line) {
  const Parsed parsed = callside::testing::read_one("x.jsonl", line);
  CHECK(parsed.document);
  return callside::testing::warnings(parsed);
}
SourceOptions with_groups(const std::set<std::string>& groups) {
  SourceOptions options;
  options.config.groups = groups;
  return options;
}

}  // namespace

TEST_CASE("every key of an article is read") {
  const Document read = accepted(
      R"({"kind":"article","id":"billing/refund","lang":"en","title":"Refund a duplicate charge","body":"## Why\n\nText",)"
      R"("format":"markdown","url":"https://kb.example/billing/refund","keywords":["double payment"],"product":"billing",)"
      R"("brand":"north","audience":["public"],"confidence":"validated","updated":"2026-10-01","valid_from":"2026-08-01",)"
      R"("valid_until":"2027-07-31","review_by":"2027-01-15","source_lang":"en","escalate_to":"Billing, tier 2",)"
      R"("before_escalating":["order number"],"do_not_say":"Never confirm who else is on the account.",)"
      R"("verify_caller":true,"owner":"billing-team"})");
  CHECK(read.kind == Kind::article);
  CHECK(read.id == "billing/refund");
  CHECK(read.lang == "en");
  CHECK_FALSE(read.lang_detected);
  CHECK(read.title == "Refund a duplicate charge");
  CHECK(outline(read.body) == "h2: Why\np: Text\n");
  CHECK(read.url == "https://kb.example/billing/refund");
  CHECK(read.keywords == Strings{"double payment"});
  CHECK(read.product == Strings{"billing"});
  CHECK(read.brand == Strings{"north"});
  CHECK(read.audience == Strings{"public"});
  CHECK(read.confidence == callside::Confidence::validated);
  CHECK(read.updated == "2026-10-01");
  CHECK(read.valid_from == "2026-08-01");
  CHECK(read.valid_until == "2027-07-31");
  CHECK(read.review_by == "2027-01-15");
  CHECK(read.source_lang == "en");
  CHECK(read.escalate_to == "Billing, tier 2");
  CHECK(read.before_escalating == Strings{"order number"});
  CHECK(read.do_not_say == "Never confirm who else is on the account.");
  CHECK(read.verify_caller);
  CHECK(read.owner == "billing-team");
}

TEST_CASE("every key of a ticket is read") {
  const Document read = accepted(
      R"({"kind":"ticket","id":"T-1029","lang":"sl","subject":"Racun","question":"Zakaj?","resolution":"1. Odpri\n2. Zapri",)"
      R"("article":"billing/refund","closed":"2026-09-12","product":"billing","brand":"north","audience":["internal"],)"
      R"("subject_ref":"customer-4711"})");
  CHECK(read.kind == Kind::ticket);
  CHECK(read.title == "Racun");
  CHECK(outline(read.question) == "p: Zakaj?\n");
  CHECK(outline(read.resolution) == "step: Odpri\nstep: Zapri\n");
  CHECK(read.article == "billing/refund");
  CHECK(read.closed == "2026-09-12");
  CHECK(read.subject_ref == "customer-4711");
  CHECK(read.body.blocks.empty());
}

TEST_CASE("absent keys have their defaults") {
  const Document read = accepted(article(""));
  CHECK(read.audience == Strings{"internal"});
  CHECK(read.confidence == callside::Confidence::not_validated);
  CHECK(read.product.empty());
  CHECK(read.brand.empty());
  CHECK_FALSE(read.verify_caller);
  CHECK(accepted(ticket("")).audience == Strings{"internal"});
}

TEST_CASE("required keys") {
  CHECK(holds(refused(R"({"id":"a","title":"T","body":"B"})"), "\"kind\" is missing"));
  CHECK(holds(refused(R"({"kind":"article","title":"T","body":"B"})"), "\"id\" is missing"));
  CHECK(holds(refused(R"({"kind":"article","id":"a","body":"B"})"), "\"title\" is missing"));
  CHECK(holds(refused(R"({"kind":"article","id":"a","title":"T"})"), "\"body\" is missing"));
  CHECK(holds(refused(R"({"kind":"ticket","id":"a","resolution":"R"})"), "\"question\" is missing"));
  CHECK(holds(refused(R"({"kind":"ticket","id":"a","question":"Q"})"), "\"resolution\" is missing"));
  CHECK(holds(refused(R"({"kind":"article","id":" ","title":"T","body":"B"})"), "id is empty"));
  CHECK(holds(refused(R"({"kind":"note","id":"a","title":"T","body":"B"})"), "unknown value \"note\""));
  CHECK(accepted(R"({"kind":"ticket","id":"a","lang":"en","subject":"S","resolution":"R"})").title == "S");
}

TEST_CASE("required texts may be empty: a warning, and indexed") {
  CHECK(holds(warnings(R"({"kind":"article","id":"a","lang":"en","title":"","body":"B"})"),
              "the title is empty"));
  CHECK(holds(warnings(R"({"kind":"article","id":"a","lang":"en","title":"T","body":" "})"),
              "the body is empty"));
  CHECK(holds(warnings(R"({"kind":"ticket","id":"a","lang":"en","question":"","resolution":"R"})"),
              "the question is empty"));
  CHECK(holds(warnings(R"({"kind":"ticket","id":"a","lang":"en","question":"Q","resolution":""})"),
              "the resolution is empty"));
  CHECK(warnings(article("")).empty());
}

TEST_CASE("a wrong type rejects the record") {
  for (const char* more :
       {R"("url":1)", R"("keywords":{"a":1})", R"("keywords":["a",1])", R"("product":[["a"]])",
        R"("audience":true)", R"("verify_caller":"true")", R"("verify_caller":1)", R"("updated":1790000000)",
        R"("source_lang":["en"])", R"("owner":["a"])"}) {
    INFO(more);
    CHECK(holds(refused(article(more)), "must be"));
  }
  CHECK(holds(refused(R"({"kind":"article","id":5,"title":"T","body":"B"})"), "put the number in quotes"));
  CHECK(holds(refused(R"({"kind":"article","id":"a","title":"T","body":["B"]})"),
              "must be a string, not a list"));
}

TEST_CASE("null counts as absent, except for the audience") {
  CHECK(accepted(article(R"("url":null,"keywords":null,"verify_caller":null,"updated":null)")).url.empty());
  CHECK(holds(refused(article(R"("audience":null)")), "audience is empty"));
  CHECK(holds(refused(R"({"kind":"article","id":"a","title":null,"body":"B"})"), "\"title\" is missing"));
}

TEST_CASE("an invalid audience fails closed") {
  CHECK(accepted(article(R"("audience":"public")")).audience == Strings{"public"});
  CHECK(accepted(article(R"("audience":["tier-2","public","tier-2"])"), with_groups({"tier-2"})).audience ==
        Strings{"public", "tier-2"});
  CHECK(holds(refused(article(R"("audience":["tier-2"])")), "unknown audience \"tier-2\""));
  CHECK(holds(refused(article(R"("audience":["public","tier2"])"), with_groups({"tier-2"})),
              "did you mean \"tier-2\""));
  CHECK(holds(refused(article(R"("audience":"Public")")), "did you mean \"public\""));
  CHECK(holds(refused(article(R"("audience":[])")), "audience is empty"));
  CHECK(holds(refused(article(R"("audience":"")")), "unknown audience"));
  CHECK(holds(refused(article(R"("audience":"public, internal")")), "unknown audience"));
}

TEST_CASE("a key that may be a misspelt restriction rejects the record") {
  for (const char* key : {"audiance", "Audience", "AUDIENCE", "audience ", "audiences", "adience", "audinece",
                          "auddiencee", "valid_untill", "vaild_until", "validuntil", "validFrom",
                          "verifycaller", "Verify_Caller", "brnad", "Brand", "visiblity"}) {
    INFO(key);
    CHECK(holds(refused(article(std::string("\"") + key + R"(":"x")")), "did you mean"));
  }
}

TEST_CASE("unknown keys are not indexed, and reported once") {
  for (const char* key : {"author", "tags",   "category", "link",    "order",     "time",    "x",
                          "uid",    "status", "views",    "created", "updatedAt", "project", "productId",
                          "owners", "uri",    "closedAt", "rank",    "branch",    "titel",   "lnag"}) {
    INFO(key);
    CHECK(holds(warnings(article(std::string("\"") + key + R"(":{"deep":[1]})")),
                "is unknown and not indexed"));
  }
  const callside::testing::TemporaryFolder folder;
  callside::testing::write(
      folder, "a.jsonl",
      article(R"("author":"x")") + article(R"("author":"y")") + article(R"("section":"z")"));
  const auto all = callside::testing::read_all({folder.path()});
  REQUIRE(all.size() == 3);
  CHECK(holds(callside::testing::warnings(all[0]), "\"author\""));
  CHECK(all[1].remarks.empty());
  CHECK(holds(callside::testing::warnings(all[2]), "\"section\""));
  CHECK(all[2].remarks.front().place.line == 3);
}

TEST_CASE("keys of the other kind are reported and not indexed") {
  CHECK(holds(warnings(ticket(R"("title":"x")")), "\"title\" does not apply to a ticket"));
  CHECK(holds(warnings(article(R"("resolution":"x")")), "\"resolution\" does not apply to an article"));
}

TEST_CASE("a key that appears twice rejects the record") {
  CHECK(holds(refused(article(R"("audience":"internal","audience":"public")")), "appears twice"));
}

TEST_CASE("a timestamp in UTC counts as the day in the knowledge base's time zone") {
  const auto updated = [](const char* zone, const char* date) {
    SourceOptions options;
    options.config.timezone = *callside::TimeZone::named(zone);
    return accepted(article(std::string(R"("updated":")") + date + '"'), options).updated;
  };
  CHECK(updated("America/Los_Angeles", "2026-11-30T07:59:59Z") == "2026-11-29");
  CHECK(updated("America/Los_Angeles", "2026-11-30T08:00:00.000Z") == "2026-11-30");
  CHECK(updated("Pacific/Kiritimati", "2026-11-29T10:00Z") == "2026-11-30");
  CHECK(updated("UTC", "2026-11-29T23:59:59Z") == "2026-11-29");
  // Dates, local times and times with an offset keep the day as written.
  for (const char* date : {"2026-11-30", "2026-11-30 02:00", "2026-11-30T02:00:00+14:00"}) {
    INFO(date);
    CHECK(updated("America/Los_Angeles", date) == "2026-11-30");
  }
}

TEST_CASE("dates must be days that exist") {
  CHECK(accepted(article(R"("updated":"2026-10-01T23:59:59.5+14:00","review_by":"2028-02-29 10:00")"))
            .updated == "2026-10-01");
  for (const char* date : {"2026-02-29", "2026-13-01", "1.10.2026", "10/01/2026", "2026-1-1", "2026-10-01x",
                           "soon", "20261001"}) {
    INFO(date);
    CHECK(holds(refused(article(std::string(R"("updated":")") + date + '"')), "is not a date"));
  }
  CHECK(accepted(article(R"("updated":"")")).updated.empty());
  CHECK(holds(warnings(article(R"("valid_from":"2026-02-01","valid_until":"2026-01-01")")), "never valid"));
}

TEST_CASE("confidence, format and kind accept only their own values") {
  for (const char* word : {"wip", "not_validated", "validated", "archived"}) {
    CHECK(name_of(accepted(article(std::string(R"("confidence":")") + word + '"')).confidence) ==
          std::string(word));
  }
  CHECK(holds(refused(article(R"("confidence":"final")")), "wip, not_validated, validated or archived"));
  CHECK(holds(refused(article(R"("format":"docx")")), "markdown, html or text"));
  CHECK(outline(accepted(
                    R"({"kind":"article","id":"a","lang":"en","title":"T","format":"text","body":"# 1 *x*"})")
                    .body) == "p: # 1 *x*\n");
}

TEST_CASE("languages are canonical or rejected") {
  const auto lang = [](const std::string& tag) {
    return accepted(R"({"kind":"article","id":"a","title":"T","body":"B","lang":")" + tag + "\"}").lang;
  };
  CHECK(lang("EN") == "en");
  CHECK(lang("en_US") == "en-US");
  CHECK(lang("sr-latn") == "sr-Latn");
  CHECK(lang("zh-hant-tw") == "zh-Hant-TW");
  CHECK(lang("iw") == "he");
  for (const char* tag : {"english", "xx", "e", "en-", "en--US", "de-DE-de", "klingon-x"}) {
    INFO(tag);
    CHECK(holds(
        refused(R"({"kind":"article","id":"a","title":"T","body":"B","lang":")" + std::string(tag) + "\"}"),
        "is not a language tag"));
  }
}

TEST_CASE("a missing language is detected, and marked as detected") {
  const Document read = accepted(
      R"({"kind":"article","id":"a","title":"Rechnung","body":"Wenn Sie Ihre Rechnung zweimal bezahlt haben, erstatten wir Ihnen den Betrag."})");
  CHECK(read.lang == "de");
  CHECK(read.lang_detected);
}

TEST_CASE("titles become one line with references decoded") {
  CHECK(accepted(
            R"({"kind":"article","id":"a","lang":"en","title":" AT&amp;T\n  &#8211; why <b> ","body":"B"})")
            .title == "AT&T – why <b>");
}

TEST_CASE("an unsafe url is not indexed") {
  const Parsed parsed = callside::testing::read_one("x.jsonl", article(R"x("url":"javascript:alert(1)")x"));
  REQUIRE(parsed.document);
  CHECK(parsed.document->url.empty());
  CHECK(holds(callside::testing::warnings(parsed), "url"));
}

TEST_CASE("defaults apply only to keys that the record does not set") {
  SourceOptions options = with_groups({"tier-2"});
  options.defaults = {{"audience", "public, tier-2"},
                      {"lang", "sl_SI"},
                      {"product", "router"},
                      {"brand", "north"},
                      {"confidence", "validated"}};
  const Document without_keys = accepted(R"({"kind":"article","id":"a","title":"T","body":"B"})", options);
  CHECK(without_keys.audience == Strings{"public", "tier-2"});
  CHECK(without_keys.lang == "sl-SI");
  CHECK(without_keys.product == Strings{"router"});
  CHECK(without_keys.brand == Strings{"north"});
  CHECK(without_keys.confidence == callside::Confidence::validated);
  const Document with_keys = accepted(
      article(R"("audience":"internal","product":["a","b"],"brand":"c","confidence":"wip")"), options);
  CHECK(with_keys.audience == Strings{"internal"});
  CHECK(with_keys.lang == "en");
  CHECK(with_keys.product == Strings{"a", "b"});
  CHECK(with_keys.brand == Strings{"c"});
  CHECK(with_keys.confidence == callside::Confidence::wip);
}

TEST_CASE("invalid JSON is rejected without being shown") {
  const std::string secret = "my card is 4111";
  CHECK(holds(refused(R"({"kind":"ticket","question":")" + secret), "cut off"));
  const std::string bad = refused(R"({"kind":"ticket","question":")" + secret + R"(" "x"})");
  CHECK(holds(bad, "not valid JSON at byte"));
  CHECK_FALSE(holds(bad, secret));
  CHECK(holds(refused("[1,2]"), "not a JSON object"));
  CHECK(holds(refused("\"text\""), "not a JSON object"));
  CHECK(holds(refused(R"({"kind":"article","id":"a","title":"T","body":NaN})"), "not valid JSON"));
  CHECK(holds(refused(R"({"kind":"article","id":"\ud800","title":"T","body":"B"})"), "not valid JSON"));
  CHECK(holds(refused(std::string(100'000, '[')), "not a JSON object"));
  CHECK(holds(refused("{\"a\":" + std::string(100'000, '[')), "cut off"));
  CHECK(holds(
      refused(article("\"x\":" + std::string(100'000, '[') + std::string(100'000, ']') + ",\"id\":\"b\"")),
      "appears twice"));
}

TEST_CASE("bytes that are not UTF-8 are rejected with their offset and a way to convert them") {
  const std::string latin =
      refused("{\"kind\":\"article\",\"id\":\"caf\xE9\",\"title\":\"T\",\"body\":\"B\"}");
  CHECK(holds(latin, "byte 28"));
  CHECK(holds(latin, "iconv -f WINDOWS-1252 -t UTF-8"));
  CHECK(holds(refused(std::string("{\0\"\0k\0", 6)), "UTF-16"));
}

TEST_CASE("no remark shows the text of a ticket, or more than 40 characters of any value") {
  const std::string text(200, 'z');
  for (const std::string& line :
       {ticket("\"closed\":\"" + text + "\""), article("\"confidence\":\"" + text + "\""),
        article("\"" + text + "\":1"), article("\"audience\":\"" + text + "\"")}) {
    const Parsed parsed = callside::testing::read_one("x.jsonl", line);
    REQUIRE_FALSE(parsed.remarks.empty());
    CHECK_FALSE(holds(parsed.remarks.back().reason, std::string(41, 'z')));
    CHECK_FALSE(holds(parsed.remarks.back().hint, std::string(41, 'z')));
  }
}

TEST_CASE("a value that is too long for a term of the index is rejected while reading") {
  const std::string long_id(201, 'x');
  const std::string line =
      R"({"kind":"article","lang":"en","title":"T","body":"B","id":")" + long_id + "\"}\n";
  const callside::Remark id = callside::testing::refused("x.jsonl", line);
  CHECK(holds(id.reason, "201 bytes"));
  CHECK(holds(id.hint, "200 bytes"));
  for (const char* key : {"product", "brand"}) {
    INFO(key);
    const std::string name = std::string("\"") + key + "\":\"";
    CHECK(holds(refused(article(name + std::string(240, 'x') + '"')), "240 bytes"));
    CHECK(accepted(article(name + std::string(239, 'x') + '"')).id == "a");
    const callside::Remark in_file =
        callside::testing::refused("a.md", "---\ntitle: T\nlang: en\n" + std::string(key) + ": [a, \"" +
                                               std::string(300, 'x') + "\"]\n---\nText\n");
    CHECK(in_file.place.line == 4);
  }
  CHECK(holds(refused(ticket("\"article\":\"" + long_id + '"')), "201 bytes"));
  // Id and language together identify a document.
  std::string tag = "en-x";
  for (int i = 0; i < 10; ++i) tag += "-abcdefgh";
  const auto tagged = [&](std::size_t bytes) {
    return R"({"kind":"article","title":"T","body":"B","id":")" + std::string(bytes, 'x') + R"(","lang":")" +
           tag + "\"}\n";
  };
  CHECK(accepted(tagged(100)).id.size() == 100);
  const std::string together = refused(tagged(200));
  CHECK(holds(together, "200 and 94 bytes"));
  CHECK(holds(together, "240 bytes"));
}
