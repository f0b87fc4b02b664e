
#include "tests/sources/vendors/exports.h"
#include "tests/support/catch2.h"

using callside::Confidence;
using callside::KnownValue;
using callside::SourceOptions;
using callside::testing::Lines;
using callside::testing::read_export;
using callside::testing::text_of;

namespace {

const std::string kArticle =
    R"({"id":1,"title":"Refund","body":"<p>Press Refund.</p>","locale":"en-us","source_locale":"en-us","section_id":5,"user_segment_id":null,"draft":false,"updated_at":"2026-01-01T00:00:00Z"})";

std::string articles(const std::string& list) { return "{\"articles\":[" + list + "],\"count\":1}"; }
std::string translation(const std::string& locale, const std::string& more = "") {
  return R"({"id":9,"source_id":1,"source_type":"Article","locale":")" + locale + R"(","title":"T )" +
         locale + R"(","body":"<p>B</p>","updated_at":"2026-02-01T00:00:00Z")" + more + "}";
}
std::string ticket(const std::string& id, const std::string& status, const std::string& more = "") {
  return R"({"id":)" + id +
         R"(,"subject":"Help","description":"secretdescription","requester_id":7,"custom_fields":[],"status":")" +
         status + R"(","updated_at":"2026-01-0)" + id.substr(0, 1) + R"(T00:00:00Z")" + more + "}\n";
}
std::string comment(const std::string& of, const std::string& author, const std::string& body,
                    const std::string& is_public = "true") {
  static int id = 100;
  return R"({"id":)" + std::to_string(++id) + R"(,"ticket_id":)" + of + R"(,"author_id":)" + author +
         R"(,"body":")" + body + R"(","public":)" + is_public + "}\n";
}

}  // namespace

TEST_CASE("Zendesk: each language version has its own draft flag, outdated flag and link") {
  const std::string list = R"([)" + translation("sl") + "," + translation("de", R"(,"draft":true)") + "," +
                           translation("fr", R"(,"outdated":true,"html_url":"https://x.example/fr/1")") +
                           "," + translation("en-us", R"(,"draft":false)") + "]";
  const std::string article = kArticle.substr(0, kArticle.size() - 1) +
                              R"(,"html_url":"https://x.example/en-us/1","outdated_locales":["sl"]})";
  SourceOptions options;
  options.defaults["confidence"] = "validated";
  const auto read = read_export(
      {{"a.json", articles(article)}, {"t.json", "{\"translations\":" + list + "}"}}, "", options);
  CHECK(read.list == Lines{"1 en-US public", "1 fr public", "1 sl public"});
  CHECK(read.removed == Lines{"1 de: drafts"});
  CHECK(read.find("1", "en-US").url == "https://x.example/en-us/1");
  CHECK(read.find("1", "fr").url == "https://x.example/fr/1");
  CHECK(read.find("1", "sl").url.empty());
  CHECK(read.find("1", "en-US").confidence == Confidence::validated);
  CHECK(read.find("1", "fr").confidence == Confidence::not_validated);
  CHECK(read.find("1", "sl").confidence == Confidence::not_validated);
  CHECK_FALSE(read.find("1", "en-US").outdated);
  CHECK(read.find("1", "fr").outdated);
  CHECK(read.find("1", "sl").outdated);
  CHECK(read.find("1", "sl").source_lang == "en-US");
  // A draft in the source language does not hide published translations.
  std::string draft = kArticle;
  draft.replace(draft.find("\"draft\":false"), 13, "\"draft\":true");
  const auto other =
      read_export({{"a.json", articles(draft)}, {"t.json", "{\"translations\":" + list + "}"}});
  CHECK(other.list == Lines{"1 fr public", "1 sl public"});
  CHECK(other.removed == Lines{"1 en-US: drafts", "1 de: drafts"});
}

TEST_CASE("Zendesk: a user segment that callside.yaml does not map rejects the article") {
  const auto with = [](const std::string& segment, const std::string& yaml, SourceOptions options = {}) {
    std::string article = kArticle;
    article.replace(article.find("\"user_segment_id\":null"), 22, segment);
    return read_export({{"a.json", articles(article)}}, yaml, options);
  };
  CHECK(with(R"("user_segment_id":77)", "").rejected ==
        Lines{"a.json:1: only the user segment \"77\" may see it, but callside.yaml does not map it to an "
              "audience"});
  CHECK(with(R"("user_segment_id":77)", "groups: [vip]\nzendesk: {segments: {77: vip}}\n").list ==
        Lines{"1 en-US vip"});
  CHECK(with(R"("user_segment_ids":[77,78])", "groups: [vip]\nzendesk: {segments: {77: vip}}\n")
            .rejected.size() == 1);
  CHECK(with(R"("user_segment_id":null)", "zendesk: {everyone: internal}\n").list ==
        Lines{"1 en-US internal"});
  // Without the key, the default audience applies.
  CHECK(with(R"("x":1)", "").list == Lines{"1 en-US internal"});
  // A translation has the readers of its article, so it is rejected without the article.
  CHECK(read_export({{"t.json", translation("sl") + "\n"}}).rejected.size() == 1);
}

TEST_CASE("Zendesk: private comments and descriptions are never read, whatever file they are in") {
  const auto read = read_export(
      {{"t.ndjson", ticket("1", "solved") + ticket("2", "closed") + ticket("3", "solved")},
       {"c.ndjson", comment("1", "8", "privateone", "false") + comment("1", "7", "It is slow.") +
                        comment("1", "8", "Update it.") + comment("1", "8", "privatetwo", "null") +
                        comment("2", "8", "privatethree", "false") + comment("3", "7", "It is slow.")}});
  CHECK(read.list == Lines{"1 en internal"});
  CHECK(text_of(read.find("1").question) == "It is slow.");
  CHECK(text_of(read.find("1").resolution) == "Update it.");
  CHECK(read.find("1").subject_ref == "7");
  CHECK(read.find("1").closed == "2026-01-01");
  CHECK(read.left_out ==
        std::map<std::string, std::uint64_t>{{"private comments", 3},
                                             {"resolved tickets without a public answer", 1},
                                             {"resolved tickets without messages in the export", 1}});
  // A comment that was made private later is private on the earlier page, too.
  const std::string once = R"({"id":1,"ticket_id":1,"author_id":8,"body":"Update it.","public":)";
  const auto later =
      read_export({{"t.ndjson", ticket("1", "solved")},
                   {"c.ndjson", comment("1", "7", "It is slow.") + once + "true}\n" + once + "false}\n"}});
  CHECK(later.list.empty());
  const auto nested = read_export(
      {{"t.ndjson",
        ticket(
            "1", "solved",
            R"(,"comments":[{"id":1,"author_id":7,"public":true,"body":"Slow."},{"id":2,"author_id":8,"public":true,"body":"Update."},{"id":3,"author_id":8,"public":false,"body":"x"}])")}});
  CHECK(text_of(nested.find("1").resolution) == "Update.");
}

TEST_CASE("Zendesk: the latest page of a delta export counts, and deletions are read") {
  const std::string page = "{\"tickets\":[" + ticket("1", "solved") + "," + ticket("2", "deleted") + "," +
                           ticket("3", "open") + "],\"after_cursor\":\"x\",\"end_of_stream\":true}";
  const std::string talk = comment("1", "7", "Slow.") + comment("1", "8", "Update.") +
                           comment("2", "8", "Gone.") + comment("4", "8", "Whose?");
  const auto read = read_export({{"1.json", page}, {"c.ndjson", talk}});
  CHECK(read.delta);
  CHECK(read.list == Lines{"1  internal"});
  CHECK(read.removed == Lines{"2 : deleted tickets", "3 : open tickets"});
  CHECK(read.left_out.at("comments whose ticket is not in the export") == 1);
  // A ticket that was reopened on a later page, whichever file is read first.
  const std::string again =
      R"({"tickets":[{"id":1,"subject":"Help","requester_id":7,"custom_fields":[],"status":"open","updated_at":"2026-03-01T00:00:00Z"}],"end_time":1,"count":1,"next_page":null})";
  const auto reopened = read_export({{"0.json", again}, {"1.json", page}, {"c.ndjson", talk}});
  CHECK(reopened.list.empty());
  CHECK(reopened.left_out.at("older versions") == 1);
  const auto deleted = read_export(
      {{"1.json", page},
       {"2.json",
        R"({"deleted_tickets":[{"id":1,"subject":"x","previous_state":"solved","deleted_at":"2026-04-01T00:00:00Z"}]})"},
       {"c.ndjson", talk}});
  CHECK(deleted.list.empty());
  // A ticket without its comments is not removed from what is published.
  const auto alone =
      read_export({{"1.json", "{\"tickets\":[" + ticket("1", "closed") + "],\"end_of_stream\":true}"}});
  CHECK(alone.removed.empty());
  CHECK(alone.left_out.at("resolved tickets without messages in the export") == 1);
  // A paged list is not a delta.
  CHECK_FALSE(
      read_export({{"1.json", "{\"tickets\":[" + ticket("1", "solved") + "],\"next_page\":null,\"count\":1}"},
                   {"c.ndjson", talk}})
          .delta);
}

TEST_CASE("Zendesk: agents are told from other users, whose data is recorded for redaction") {
  const std::string users =
      R"({"users":[{"id":7,"name":"Ana Novak","email":"ana@example.org","phone":"+1 202 555 0142","role":"end-user"},{"id":8,"name":"Colleague","email":"c@example.org","role":"end-user"},{"id":9,"name":"Peter","email":"p@north.example","role":"agent"}]})";
  const auto read = read_export({{"t.ndjson", ticket("1", "solved")},
                                 {"u.json", users},
                                 {"c.ndjson", comment("1", "7", "Slow.") + comment("1", "9", "Update.") +
                                                  comment("1", "8", "I would buy a new one.")}});
  CHECK(text_of(read.find("1").resolution) == "Update.");
  const auto& known = read.find("1").known_values;
  const auto knows = [&](KnownValue::Kind kind, const std::string& text) {
    return std::find(known.begin(), known.end(), KnownValue{kind, text}) != known.end();
  };
  CHECK(knows(KnownValue::Kind::name, "Ana Novak"));
  CHECK(knows(KnownValue::Kind::email, "ana@example.org"));
  CHECK(knows(KnownValue::Kind::telephone, "+1 202 555 0142"));
  CHECK(knows(KnownValue::Kind::name, "Colleague"));
  CHECK_FALSE(knows(KnownValue::Kind::name, "Peter"));
}

TEST_CASE("Zendesk: a ticket's article comes from the links in the agent's answer, or from its field") {
  const std::string talk = comment("1", "7", "See https://x.example/hc/articles/2, is it that?") +
                           comment("1", "8",
                                   "No: https:\\/\\/x.example\\/hc\\/en-us\\/articles\\/1-Refund and not "
                                   "https://x.example/articles/99");
  const std::string list =
      articles(kArticle + "," +
               R"({"id":2,"title":"T","body":"B","locale":"en-us","section_id":5,"user_segment_id":null})");
  CHECK(read_export({{"a.json", list}, {"t.ndjson", ticket("1", "solved")}, {"c.ndjson", talk}})
            .find("1", "")
            .article == "");
  const auto linked = read_export(
      {{"a.json", list},
       {"t.ndjson", ticket("4", "solved")},
       {"c.ndjson",
        comment("4", "7", "Slow, see https://x.example/hc/articles/2") +
            comment("4", "8",
                    "https:\\/\\/x.example\\/hc\\/en-us\\/articles\\/1-Refund, not /articles/99")}});
  CHECK(linked.find("4").article == "1");
  std::string with_field = ticket("5", "solved");
  with_field.replace(with_field.find("\"custom_fields\":[]"), 18,
                     R"("custom_fields":[{"id":70,"value":"https://x.example/hc/articles/2-T"}])");
  const auto field =
      read_export({{"a.json", list},
                   {"t.ndjson", with_field},
                   {"c.ndjson", comment("5", "7", "Slow") + comment("5", "8", "Do articles/1")}},
                  "zendesk: {article_field: 70}\n");
  CHECK(field.find("5").article == "2");
}

TEST_CASE("Zendesk: brands are used if callside.yaml names them, and then all must be named") {
  const std::string talk = comment("1", "7", "Slow.") + comment("1", "8", "Update.");
  const std::string one = ticket("1", "solved", R"(,"brand_id":5)");
  CHECK(read_export({{"t.ndjson", one}, {"c.ndjson", talk}}).find("1").brand.empty());
  CHECK(read_export({{"t.ndjson", one}, {"c.ndjson", talk}}, "zendesk: {brands: {5: north}}\n")
            .find("1")
            .brand == Lines{"north"});
  CHECK(read_export({{"t.ndjson", one}, {"c.ndjson", talk}}, "zendesk: {brands: {6: south}}\n")
            .rejected.size() == 1);
  CHECK(read_export({{"t.ndjson", one}, {"c.ndjson", talk}}, "zendesk: {resolved: [closed]}\n")
            .removed.size() == 1);
}

TEST_CASE("Zendesk: broken parts of an export are reported with their places") {
  const std::string good = ticket("1", "solved");
  const std::string talk = comment("1", "7", "Slow.") + comment("1", "8", "Update.");
  const auto bytes =
      read_export({{"t.ndjson", good},
                   {"c.ndjson", talk + R"({"id":1,"ticket_id":1,"author_id":8,"public":true,"body":"caf)" +
                                    "\xE9" + "\"}\n"}});
  CHECK(bytes.rejected == Lines{"c.ndjson:3: not UTF-8 at byte 62 of the record"});
  const auto json = read_export(
      {{"t.ndjson", good},
       {"c.ndjson", talk + R"({"id":1,"ticket_id":1,"author_id":8,"public":true,"body":oops})" + "\n"}});
  REQUIRE(json.rejected.size() == 1);
  CHECK(json.rejected[0].substr(0, 40) == "c.ndjson:3: not valid JSON at byte 58 of");
  CHECK(read_export(
            {{"a.json",
              articles(
                  R"({"id":1,"section_id":5,"title":7,"body":"B","locale":"en","user_segment_id":null})")}})
            .rejected == Lines{"a.json:1: the key \"title\" must be a string, not a number"});
  CHECK(
      read_export(
          {{"a.json",
            articles(
                R"({"id":1,"section_id":5,"title":"T","body":"B","locale":"english","user_segment_id":null})")}})
          .rejected.size() == 1);
  CHECK(
      read_export(
          {{"a.json",
            articles(
                R"({"id":1,"section_id":5,"title":"T","draft":"no","locale":"en","user_segment_id":null})")}})
          .rejected.size() == 1);
  const auto cut = read_export({{"a.json", "{\"articles\":[" + kArticle + ",\n" + kArticle.substr(0, 60)}});
  CHECK(cut.rejected ==
        Lines{"a.json:2: the export is cut off: the file ends inside the value that begins here"});
  CHECK(cut.list == Lines{"1 en-US public"});
  SourceOptions as;
  as.as = "zendesk";
  const auto utf16 = read_export(
      {{"a.json", std::string("\xFF\xFE{\0\"\0", 6)}, {"b.json", articles(kArticle)}, {"pic.png", "x"}}, "",
      as);
  CHECK(utf16.rejected ==
        Lines{"a.json:1: not UTF-8 from byte 1 of the file on: probably UTF-16 or a binary file"});
  CHECK(utf16.list.size() == 1);
  CHECK(read_export({{"a.json", "oops"}, {"b.json", articles(kArticle)}}, "", as).rejected ==
        Lines{"a.json:1: invalid JSON; the rest of the file is skipped"});
}
