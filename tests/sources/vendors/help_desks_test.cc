
#include "indexer/sources/vendors/zammad_format.h"
#include "tests/sources/vendors/exports.h"
#include "tests/support/catch2.h"

using callside::Confidence;
using callside::KnownValue;
using callside::SourceOptions;
using callside::testing::Lines;
using callside::testing::read_export;
using callside::testing::ReadExport;
using callside::testing::text_of;

namespace {

bool knows(const callside::Document& ticket, KnownValue::Kind kind, const std::string& text) {
  const auto& known = ticket.known_values;
  return std::find(known.begin(), known.end(), KnownValue{kind, text}) != known.end();
}

// Reads a Freshdesk article in a folder with these members.
ReadExport in_folder(const std::string& folder, const std::string& yaml = "") {
  return read_export(
      {{"f.json", R"([{"id":4,"name":"F",)" + folder + "}]"},
       {"a.json",
        R"([{"id":1,"folder_id":4,"status":2,"title":"T","description":"<p>B</p>","language":"en"}])"}},
      yaml);
}

// Reads a Zammad answer with these timestamps, in a category with these members.
ReadExport answer(const std::string& times, const std::string& category = R"("permission_ids":[])",
                  const std::string& yaml = "zammad: {locales: {1: en-us}}\n") {
  return read_export(
      {{"kb.json",
        R"({"assets":{"KnowledgeBaseLocale":{"2":{"id":2,"system_locale_id":1}},"KnowledgeBaseCategory":{"7":{"id":7,"parent_id":null,)" +
            category +
            R"(}},"KnowledgeBaseAnswer":{"3":{"id":3,"category_id":7,"internal_note":"secretnote",)" + times +
            R"(}},"KnowledgeBaseAnswerTranslation":{"5":{"id":5,"answer_id":3,"kb_locale_id":2,"content_id":6,"title":"T"}},"KnowledgeBaseAnswerTranslationContent":{"6":{"id":6,"body":"<p>B</p>"}}}})"}},
      yaml);
}

}  // namespace

TEST_CASE("Freshdesk: a folder determines the readers of its articles, and unmapped readers are rejected") {
  CHECK(in_folder(R"("visibility":1)").list == Lines{"1 en public"});
  CHECK(in_folder(R"("visibility":3)").list == Lines{"1 en internal"});
  CHECK(in_folder(R"("visibility":2)").rejected.size() == 1);
  CHECK(in_folder(R"("visibility":9)").rejected.size() == 1);
  CHECK(in_folder(R"("visibility":2)", "groups: [c]\nfreshdesk: {visibility: {2: c}}\n").list ==
        Lines{"1 en c"});
  CHECK(in_folder(R"("visibility":4,"company_ids":[80])").rejected ==
        Lines{"a.json:1: only the company \"80\" may see it, but callside.yaml does not map it to an "
              "audience"});
  CHECK(in_folder(R"("visibility":4,"company_ids":[80])", "groups: [c]\nfreshdesk: {companies: {80: c}}\n")
            .list == Lines{"1 en c"});
  CHECK(in_folder(R"("visibility":4,"company_ids":[80,81])", "groups: [c]\nfreshdesk: {companies: {80: c}}\n")
            .rejected.size() == 1);
  CHECK(in_folder(R"("visibility":6,"contact_segment_ids":[5])",
                  "groups: [c]\nfreshdesk: {contact_segments: {5: c}}\n")
            .list == Lines{"1 en c"});
  // A list of companies restricts the readers even if the visibility is "everyone".
  CHECK(in_folder(R"("visibility":1,"company_ids":[80])").rejected.size() == 1);
  const std::string alone = R"([{"id":1,"folder_id":4,"status":2,"title":"T","description":"B"}])";
  CHECK(read_export({{"a.json", alone}}).rejected.size() == 1);
  CHECK(read_export({{"a.json", alone}}, "freshdesk: {folders: {4: internal}}\n").documents.size() == 1);
}

TEST_CASE("Freshdesk: drafts, open and deleted tickets, private notes and forwarded mails are left out") {
  const std::string ticket =
      R"({"id":1,"subject":"S","description_text":"It is slow.","status":4,"requester_id":7,"custom_fields":{},"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-02T00:00:00Z","requester":{"id":7,"name":"Ana Novak","email":"ana@example.org","phone":2025550142})";
  const auto note = [](const std::string& id, const std::string& text, const std::string& more) {
    return R"({"id":)" + id + R"(,"ticket_id":1,"user_id":9,"body_text":")" + text +
           R"(","created_at":"2026-01-01T0)" + id + R"(:00:00Z",)" + more + "}\n";
  };
  const std::string notes = note("1", "Update it.", R"("incoming":false,"private":false)") +
                            note("2", "secretone", R"("incoming":false,"private":true)") +
                            note("3", "secrettwo", R"("incoming":false)") +
                            note("4", "secretthree", R"("incoming":false,"private":false,"source":8)");
  const auto read = read_export({{"t.ndjson", ticket + "}\n"}, {"n.ndjson", notes}});
  CHECK(text_of(read.find("1").question) == "It is slow.");
  CHECK(text_of(read.find("1").resolution) == "Update it.");
  CHECK(read.left_out == std::map<std::string, std::uint64_t>{{"private notes", 2}});
  CHECK(knows(read.find("1"), KnownValue::Kind::name, "Ana Novak"));
  CHECK(knows(read.find("1"), KnownValue::Kind::telephone, "2025550142"));
  CHECK(read_export({{"t.ndjson", ticket + R"(,"deleted":true})"}, {"n.ndjson", notes}}).removed ==
        Lines{"1 : deleted tickets"});
  CHECK(read_export({{"t.ndjson", ticket + R"(,"spam":true})"}, {"n.ndjson", notes}}).removed ==
        Lines{"1 : spam tickets"});
  CHECK(read_export({{"t.ndjson", ticket + "}"}, {"n.ndjson", notes}}, "freshdesk: {resolved: [5]}\n")
            .removed == Lines{"1 : open tickets"});
  CHECK(
      read_export({{"a.json",
                    R"([{"id":1,"folder_id":4,"status":1,"title":"T","description":"B","language":"sl"}])"}})
          .removed == Lines{"1 sl: drafts"});
  CHECK(read_export({{"a.json", R"([{"id":1,"folder_id":4,"title":"T","description":"B"}])"}})
            .rejected.size() == 1);
}

TEST_CASE("Zammad: timestamps determine who sees an answer") {
  CHECK(answer(R"("published_at":"2026-01-01T00:00:00.000Z","internal_at":null,"archived_at":null)").list ==
        Lines{"3 en-US public"});
  CHECK(answer(R"("published_at":null,"internal_at":"2026-01-01T00:00:00.000Z","archived_at":null)").list ==
        Lines{"3 en-US internal"});
  CHECK(answer(R"("published_at":null,"internal_at":null,"archived_at":null)").removed ==
        Lines{"3 en-US: drafts"});
  // Timestamps in the future do not count yet.
  CHECK(answer(R"("published_at":"2999-01-01T00:00:00.000Z","internal_at":null)").removed ==
        Lines{"3 en-US: drafts"});
  CHECK(
      answer(R"("published_at":"2999-01-01T00:00:00.000Z","internal_at":"2026-01-01T00:00:00.000Z")").list ==
      Lines{"3 en-US internal"});
  const auto archived =
      answer(R"("published_at":"2025-01-01T00:00:00.000Z","archived_at":"2026-01-01T00:00:00.000Z")");
  CHECK(archived.list == Lines{"3 en-US internal"});
  CHECK(archived.documents.at(0).confidence == Confidence::archived);
  CHECK(answer(R"("published_at":"2025-01-01T00:00:00.000Z","archived_at":"2999-05-01T00:00:00.000Z")")
            .documents.at(0)
            .valid_until == "2999-05-01");
}

TEST_CASE("Zammad: a category with permissions, and a locale without a name, must be mapped") {
  const std::string published = R"("published_at":"2026-01-01T00:00:00.000Z")";
  const std::string restricted =
      R"("permission_ids":[1],"permissions_effective":[{"role_id":4,"access":"reader"}])";
  CHECK(answer(published, restricted).rejected ==
        Lines{"kb.json:1: only the roles of the category \"7\" may see it, but callside.yaml does not map "
              "it to an audience"});
  const std::string yaml = "groups: [t]\nzammad: {locales: {1: en-us}, categories: {7: t}}\n";
  CHECK(answer(published, restricted, yaml).list == Lines{"3 en-US t"});
  // An internal answer does not become public by its category.
  CHECK(answer(R"("internal_at":"2026-01-01T00:00:00.000Z")", restricted,
               "zammad: {locales: {1: en-us}, categories: {7: public}}\n")
            .list == Lines{"3 en-US internal"});
  const auto unnamed = answer(published, R"("permission_ids":[])", "");
  REQUIRE(unnamed.rejected.size() == 1);
  CHECK(unnamed.rejected[0].find("system locale \"1\"") != std::string::npos);
}

TEST_CASE("Zammad: tickets are read from maps and lists, with the names or ids of their states") {
  const auto read = [](const std::string& state, const std::string& more = "") {
    return read_export(
        {{"t.json", R"([{"id":51,"number":"77051","title":"S","group_id":1,)" + state +
                        R"(,"customer_id":61,"close_at":"2026-05-02T10:00:00.000Z"}])"},
         {"a.json",
          R"([{"id":1,"ticket_id":51,"sender":"Customer","from":"Ana Novak <ana@example.org>","body":"It is slow.","content_type":"text/plain","internal":false,"created_at":"2026-05-01T10:00:00.000Z"},
                           {"id":2,"ticket_id":51,"sender":"System","body":"Update nothing.","content_type":"text/plain","internal":false,"created_at":"2026-05-01T10:01:00.000Z"},
                           {"id":3,"ticket_id":51,"sender_id":1,"body":"<p>Update it.</p><div data-signature=\"true\">Petra</div>","content_type":"text/html","internal":false,"created_at":"2026-05-01T10:02:00.000Z"},
                           {"id":4,"ticket_id":51,"sender":"Agent","body":"secretone","content_type":"text/plain","internal":true,"created_at":"2026-05-01T10:03:00.000Z"},
                           {"id":5,"ticket_id":51,"sender":"Agent","body":"secrettwo","content_type":"text/plain","created_at":"2026-05-01T10:03:00.000Z"}])"},
         {"s.json", R"({"assets":{"TicketState":{"9":{"id":9,"name":"closed","state_type_id":5}}}})"}},
        more);
  };
  for (const char* state : {R"("state":"closed","state_id":2)", R"("state_id":4)", R"("state_id":9)"}) {
    INFO(state);
    const auto closed = read(state);
    CHECK(text_of(closed.find("77051").question) == "It is slow.");
    CHECK(text_of(closed.find("77051").resolution) == "Update it.");
    CHECK(closed.find("77051").closed == "2026-05-02");
    CHECK(knows(closed.find("77051"), KnownValue::Kind::name, "Ana Novak"));
    CHECK(knows(closed.find("77051"), KnownValue::Kind::email, "ana@example.org"));
  }
  // close_at remains when a ticket is reopened.
  CHECK(read(R"("state_id":2)").removed == Lines{"77051 : open tickets"});
  CHECK(read(R"("state":"merged")").removed == Lines{"77051 : merged or removed tickets"});
  CHECK(read(R"("state":"done")", "zammad: {resolved: [done]}\n").documents.size() == 1);
}

TEST_CASE("Intercom: each locale is a document with its own state, and the member type is not a locale") {
  const std::string article =
      R"({"id":"1","type":"article","title":"T","body":"<p>B</p>","state":"published","default_locale":"en","updated_at":1767225600,"url":"https://x.example/en/1","translated_content":{"type":"article_translated_content","en":{"type":"article_content","title":"T","body":"<p>B</p>","state":"published","url":"https://x.example/en/1","updated_at":1767225600},"pt-BR":{"title":"P","body":"<p>C</p>","state":"published","url":null},"de":{"title":"D","body":"<p>secret</p>","state":"draft"},"fr":null}})";
  const auto read = read_export({{"a.json", "{\"type\":\"list\",\"data\":[" + article + "]}"}});
  // The export does not name the readers of a published article.
  CHECK(read.list == Lines{"1 en internal", "1 pt-BR internal"});
  CHECK(read.removed == Lines{"1 de: drafts"});
  CHECK(read.find("1", "pt-BR").title == "P");
  CHECK(read.find("1", "pt-BR").url.empty());
  CHECK(read.find("1", "en").updated == "2026-01-01");
  CHECK(read_export({{"a.ndjson", article}}, "intercom: {everyone: public}\n").list ==
        Lines{"1 en public", "1 pt-BR public"});
  SourceOptions options;
  options.defaults["audience"] = "public";
  const std::string internal =
      R"({"id":"2","type":"internal_article","title":"T","body":"<p>B</p>","locale":"en","owner_id":5)";
  CHECK(read_export({{"i.ndjson", internal + "}"}}, "", options).list == Lines{"2 en internal"});
  CHECK(read_export({{"i.ndjson", internal + R"(,"audience_ids":[3]})"}}, "", options).rejected.size() == 1);
  CHECK(read_export({{"i.ndjson", internal + R"(,"audience_ids":[3]})"}},
                    "groups: [t]\nintercom: {audiences: {3: t}}\n")
            .list == Lines{"2 en t"});
}

TEST_CASE("help desks are recognised by content, not by file name") {
  const auto count = [](const std::string& name, const std::string& bytes) {
    return read_export({{name, bytes},
                        {"own.jsonl", R"({"kind":"article","id":"own","lang":"en","title":"T","body":"B"})"}})
        .documents.size();
  };
  CHECK(
      count(
          "freshdesk.json",
          R"({"articles":[{"id":1,"title":"T","body":"B","locale":"en-us","section_id":5,"user_segment_id":null}]})") ==
      2);
  CHECK(
      count(
          "x",
          R"([{"id":"1","type":"article","title":"T","body":"B","state":"published","default_locale":"en"}])") ==
      2);
  CHECK(count("x.jsonl",
              R"({"id":1,"title":"T","body":"B","locale":"en-us","section_id":5,"user_segment_id":null})") ==
        2);
  CHECK(count("package.json", R"({"name":"x","version":"1"})") == 1);
  SourceOptions as;
  as.as = "intercom";
  CHECK(read_export({{"a.json", R"([{"id":"1","title":"T","body":"B","state":"published","locale":"en"}])"},
                     {"readme.md", "# T\n"}},
                    "", as)
            .documents.size() == 1);
}

TEST_CASE("Zammad: both forms of links to answers are recognised, also escaped") {
  const callside::ZammadFormat format;
  CHECK(format.linked_ids("see https://d.example/help/de-de/11-drucker/21-papierstau.") == Lines{"21"});
  CHECK(format.linked_ids("<a href=\\\"https:\\/\\/d.example\\/help\\/en-us\\/11-x\\/22-y\\\">") ==
        Lines{"22"});
  CHECK(format.linked_ids("https://d.example/#knowledge_base/1/locale/en-us/answer/17 and answer/18") ==
        Lines{"17", "18"});
  CHECK(format.linked_ids("help me, or help/me/11/x, or an answer/none") == Lines{});
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "answer/" + std::to_string(i) + " ";
  const auto ids = format.linked_ids(many);
  CHECK(ids.back() == "49999");
  CHECK(ids.size() <= 1000);
}
