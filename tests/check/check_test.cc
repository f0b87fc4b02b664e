// The findings of `check`, with the lines at which an editor can fix them.
#include "indexer/check/codes.h"
#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("a sound knowledge base has no findings") {
  Folder folder;
  folder.article("en/billing/refund",
                 "See [fees](fees.md), [the start](../start.md#top) or "
                 "[the portal](https://portal.example/login).",
                 "review_by: 2026-12-01\n");
  folder.article("en/billing/fees", "Nothing is to pay. Write to <desk@example.org>.");
  folder.article("en/start",
                 "Begin here: [refund](billing/refund), [sl](../sl/start.md), [form](forms/F-30.pdf).");
  folder.article("sl/start", "Tu se začne.", "source_lang: en\n");
  folder.write("tickets.jsonl", R"({"kind":"ticket","id":"T-1","lang":"en","question":"Paid twice",)"
                                R"("resolution":"Refunded.","article":"billing/refund"})"
                                "\n");
  CHECK(folder.check() == Found{});
  CHECK(folder.report.facts.articles.size() == 4);
  CHECK(folder.report.facts.tickets.size() == 1);
}

TEST_CASE("records that build rejects are errors") {
  Folder folder;
  folder.write("a.jsonl",
               R"({"kind":"article","id":"a","lang":"en","title":"A","body":"One."})"
               "\n{not json}\n"
               R"({"kind":"article","id":"a","lang":"EN","title":"A again","body":"Two."})"
               "\n"
               R"({"kind":"ticket","id":"a","lang":"en","question":"Q","resolution":"R"})"
               "\n"
               R"({"kind":"ticket","id":"luka@example.org","lang":"en","question":"Q","resolution":"R"})"
               "\n");
  CHECK(folder.check() == Found{"rejected  2", "duplicate a 3", "rejected  5"});
  CHECK(folder.report.count(CheckLevel::error) == 3);
  CHECK(folder.report.findings[1].message.find("a.jsonl:1") != std::string::npos);
}

TEST_CASE("findings about titles, bodies and keys") {
  Folder folder;
  folder.write("articles/en/no-title.md", "Just a text.\n");
  folder.write("articles/en/empty-title.md", "---\ntitle: \"\"\n---\nA text.\n");
  folder.article("en/empty", "");
  folder.article("en/huge", prose(3001, 7));
  folder.article("en/large", prose(3000, 8));
  folder.article("en/odd", "A text.", "colour: green\n");
  folder.article("en/odd-too", "Another text.", "colour: blue\n");
  folder.article("en/never", "Some text.", "valid_from: 2027-02-01\nvalid_until: 2027-01-01\n");
  CHECK(folder.check("title-from-file") == Found{"title-from-file no-title 1"});
  CHECK(folder.check("missing-title") == Found{"missing-title empty-title 1"});
  CHECK(folder.check("empty-body") == Found{"empty-body empty 1"});
  CHECK(folder.check("huge-body") == Found{"huge-body huge 1"});
  CHECK(folder.check("unknown-key").size() == 1);
  CHECK(folder.check("never-valid") == Found{"never-valid never 4"});
}

TEST_CASE("a text that is not in the declared language is reported") {
  const std::string german =
      "Bitte melden Sie die Abwesenheit Ihres Kindes bis neun Uhr im Portal oder auf dem Anrufbeantworter, "
      "der Tag "
      "und Nacht erreichbar ist. Sie können es auch mir jetzt sagen, dann trage ich es für Sie ein. Ohne "
      "Meldung "
      "rufen wir die Erziehungsberechtigten am selben Vormittag an und fragen nach dem Grund.";
  Folder folder;
  folder.article("en/absence", german);
  folder.article("de/absence", german);
  // Too short to judge, and code, which has no language.
  folder.article("en/short", "Bitte melden Sie sich.");
  folder.article("de/code",
                 "Geben Sie das ein:\n\n```\n" +
                     std::string("print the whole list of all open files and then wait for the user\n") +
                     std::string("print the whole list of all open files and then wait for the user\n") +
                     std::string("print the whole list of all open files and then wait for the user\n") +
                     std::string("print the whole list of all open files and then wait for the user\n") +
                     std::string("print the whole list of all open files and then wait for the user\n") +
                     "```");
  CHECK(folder.check() == Found{"language-differs absence 1"});
  folder.write("plain.md", german);
  folder.write("tickets.jsonl", R"({"kind":"ticket","id":"T-1","question":")" + german +
                                    R"(","resolution":"Ja."})" + "\n" +
                                    R"({"kind":"ticket","id":"T-2","question":")" + german +
                                    R"(","resolution":"Ja."})" + "\n");
  // Tickets are reported once per file.
  CHECK(folder.check("language-detected") == Found{"language-detected plain 1", "language-detected T-1 1"});
}

TEST_CASE("articles without a declared language are reported once, naming those that differ from the rest") {
  const std::string english =
      "Open the settings of your account and choose the new device from the list. Then press the button, and "
      "wait until the light on the front goes out.";
  const std::string german =
      "Öffnen Sie die Einstellungen Ihres Kontos und wählen Sie das neue Gerät aus der Liste. Drücken Sie "
      "dann "
      "die Taste und warten Sie, bis das Licht an der Vorderseite ausgeht.";
  Folder folder;
  for (int i = 0; i < 5; ++i) folder.write("a" + std::to_string(i) + ".md", "# Guide\n\n" + english);
  folder.write("b.md", "# Anleitung\n\n" + german);
  CHECK(folder.check("language-detected") == Found{"language-detected a0 1"});
  CHECK(folder.report.findings[0].message ==
        "the language is not declared, here and in 5 other articles of the source; detected from the texts: "
        "1 in de (b), 5 in en");
}

TEST_CASE("expired dates and outdated translations are reported") {
  Folder folder;
  folder.article("en/a", "Text of a.", "updated: 2026-11-02\nreview_by: 2026-11-21\n");
  folder.article("de/a", "Text von a.", "updated: 2026-06-01\nsource_lang: en\n");
  folder.article("en/b", "Text of b.", "valid_until: 2026-11-21\n");
  folder.article("sl/c", "Besedilo.", "source_lang: en\n");
  folder.article("en/today", "Text of today.", "review_by: 2026-11-22\nvalid_until: 2026-11-22\n");
  folder.article("en/archived", "Old.",
                 "confidence: archived\nreview_by: 2020-01-01\nvalid_until: 2020-01-01\n");
  CHECK(folder.check() == Found{"outdated a 4", "past-review a 4", "expired b 3", "source-missing c 3"});
  // An editor recorded that the translation is up to date.
  const auto source = std::find_if(folder.report.facts.articles.begin(), folder.report.facts.articles.end(),
                                   [](const ArticleFacts& one) { return one.id == "a" && one.lang == "en"; });
  folder.options.translations.record({"a", "de", "en", source->digest, "", ""});
  CHECK(folder.check("outdated") == Found{});
  folder.article("en/a", "Text of a, changed.", "updated: 2026-11-02\n");
  CHECK(folder.check("outdated") == Found{"outdated a 4"});
}

TEST_CASE("a ticket that names a missing article is reported") {
  Folder folder;
  folder.write("tickets.jsonl",
               R"({"kind":"ticket","id":"T-1","lang":"en","question":"Q","resolution":"R","article":"gone"})"
               "\n");
  // Without any articles, those that tickets name are assumed to be elsewhere.
  CHECK(folder.check() == Found{});
  folder.article("en/a", "Text.");
  CHECK(folder.check() == Found{"ticket-article-missing T-1 1"});
  folder.options.known_articles = {"gone"};
  CHECK(folder.check() == Found{});
}

TEST_CASE("a payment card number in an article is reported without the number") {
  Folder folder;
  folder.article("en/card", "Pay with 4111 1111 1111 1111.");
  CHECK(folder.check() == Found{"personal-data card 4"});
  CHECK(folder.report.findings[0].message.find("4111") == std::string::npos);
}

TEST_CASE("personal data is reported with its kind and lines, once per kind") {
  Folder folder;
  folder.article("en/portal",
                 "Order 4471 is not it.\n\nThe PIN is **4471**.\n\nPay with 4111 1111\n1111 1111.\n\n"
                 "- The PIN is 4471.\n- The password is Kaktus99!\n");
  CHECK(folder.check() == Found{"personal-data portal 6", "personal-data portal 8"});
  const auto& findings = folder.report.findings;
  CHECK(findings[0].message ==
        "the article seems to contain a secret (a password, PIN, one-time code or key), also on line 11, 12");
  CHECK(findings[1].message == "the article seems to contain the number of a payment card");
}

TEST_CASE("findings do not depend on the number of threads") {
  Folder folder;
  for (int i = 0; i < 200; ++i) {
    folder.article("en/a" + std::to_string(i), "See [it](b" + std::to_string(i % 7) + ".md).",
                   i % 3 == 0 ? "review_by: 2026-01-01\n" : "");
  }
  folder.options.threads = 1;
  const Found one = folder.check();
  CHECK(one.size() > 200);
  folder.options.threads = 4;
  CHECK(folder.check() == one);
}

TEST_CASE("an interrupted check ends with an error") {
  Folder folder;
  folder.article("en/a", "Text.");
  const std::atomic<bool> interrupted{true};
  folder.options.interrupted = &interrupted;
  auto stream = open_sources({folder.path()}, {});
  REQUIRE(stream);
  CHECK(check(**stream, folder.options).error().code == ErrorCode::interrupted);
}
