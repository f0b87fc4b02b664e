// Links inside a knowledge base: in Markdown folders, as web addresses and of help desks.
#include "indexer/check/links.h"

#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("dead links between files are found at their lines") {
  Folder folder;
  folder.article("en/a",
                 "One.\n\nSee [b](b.md) and [gone](gone.md#part).\n\nAnd [up](../../elsewhere/x.md), "
                 "[sl](../sl/a.md), [sub](sub/c.html).");
  folder.article("en/b", "See [a](./a.md?x=1), [c](sub/c.md), [top](#top), [mail](mailto:a@example.org).");
  folder.article("en/sub/c", "See [a](../a.md), [a%20b](../a%20b.md), [list](/en/b.md), [rooted](/b).");
  folder.article("en/a b", "Text.");
  folder.article("en/no-ending", "See [b](b), [lost](lost), [wiki](other/lost), [folder](sub/).");
  CHECK(folder.check() ==
        Found{"dead-link a 6", "dead-link a 8", "dead-link a 8", "doubtful-link no-ending 4"});
  // A link that leads out of the source may be valid.
  folder.article("en/a", "See [out](../../../../outside.md).");
  CHECK(folder.check("dead-link") == Found{});
}

TEST_CASE("links to rejected and archived files are reported") {
  Folder folder;
  folder.article("en/a", "See [bad](bad.md) and [old](old.md).");
  folder.write("articles/en/bad.md", "---\ntitle: [\n---\nText\n");
  folder.article("en/old", "Old.", "confidence: archived\n");
  CHECK(folder.check() == Found{"dead-link a 4", "archived-but-linked a 4", "rejected  3"});
  CHECK(folder.report.findings[0].message.find("rejected") != std::string::npos);
}

TEST_CASE("web addresses of articles are told from those of other pages") {
  Folder folder;
  const auto record = [](const std::string& id, const std::string& body, const std::string& more = "") {
    return R"({"kind":"article","id":")" + id + R"(","lang":"en","title":"T )" + id +
           R"(","format":"html",)" + R"("url":"https://help.example/billing/)" + id + R"(","body":")" + body +
           "\"" + more + "}\n";
  };
  folder.write("kb.jsonl",
               record("a", "<p>See <a href='https://Help.example/billing/b/?ref=1#x'>b</a></p>") +
                   record("b", "<p>See <a href='http://help.example/billing/gone.html'>gone</a></p>") +
                   record("c",
                          "<p>See <a href='https://help.example/contact'>contact</a>, "
                          "<a href='https://other.example/billing/x'>x</a> <a href='/billing/a'>a</a></p>") +
                   record("d", "<p><a href='/billing/none'>none</a> <a href='old'>old</a></p>") +
                   record("old", "<p>Old</p>", R"(,"confidence":"archived")"));
  CHECK(folder.check() == Found{"doubtful-link b 2", "doubtful-link d 4", "archived-but-linked d 4"});
}

TEST_CASE("a help desk's articles are identified by the number in the address") {
  Folder folder;
  const auto record = [](const std::string& id, const std::string& body) {
    return R"({"kind":"article","id":")" + id + R"(","lang":"en","title":"T )" + id +
           R"(","format":"html",)" + R"("url":"https://help.example/hc/en-us/articles/)" + id +
           R"(-Title","body":")" + body + "\"}\n";
  };
  folder.write(
      "kb.jsonl",
      record("360001", "<a href='https://help.example/hc/sl/articles/360002-Drug-naslov'>x</a>") +
          record("360002", "<a href='/hc/en-us/articles/360009'>x</a> <a href='/hc/en-us/requests'>y</a>"));
  CHECK(folder.check() == Found{"dead-link 360002 2"});
}

TEST_CASE("link targets are parsed and resolved") {
  CHECK(resolve_path("en/a/b.md", "../c.md") == "en/c.md");
  CHECK(resolve_path("en/a/b.md", "./c//d") == "en/a/c/d");
  CHECK(resolve_path("b.md", "../c.md").empty());
  CHECK(resolve_path("en/b.md", "..").empty());
  CHECK(article_number("/hc/en-us/articles/360001-Refund-2") == "360001");
  CHECK(article_number("/articles/12").empty());
  CHECK(article_number("/articles/360001x").empty());
  CHECK(parse_link_target("HTTPS://Help.Example/a%2Fb?x#y").host == "help.example");
  CHECK(parse_link_target("HTTPS://Help.Example/a%2Fb?x#y").path == "/a/b");
  CHECK(parse_link_target("//help.example").path == "/");
  CHECK(link_targets(R"(<a href="a&amp;b">x</a><a title="t" href="javascript:x">y</a><a href="#z">z</a>)") ==
        std::vector<std::string>{"a&b"});
}
