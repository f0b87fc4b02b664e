#include <string>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::Document;
using callside::testing::accepted;
using callside::testing::outline;
using callside::testing::read_one;
using callside::testing::TemporaryFolder;
using callside::testing::warnings;

namespace {
using Strings = std::vector<std::string>;
}

TEST_CASE("a page gives title, language, keywords, address and main text") {
  const Document page =
      accepted("a.html",
               "<!DOCTYPE html><html lang=en-us><head><title> Reset &amp; go </title><meta name=keywords "
               "content='wifi, net work,'>"
               "<link rel=canonical "
               "href='https://kb.example/a'><script>x</script></head><body><header><h1>Site</h1></header>"
               "<nav>Menu</nav><div id=content><main><h2>Part</h2><p>Text</p><meta itemprop=keywords "
               "content='reset;router'>"
               "<aside>Ad</aside><form><label>Mail</label><input><select><option>x</select><button>Send</"
               "button></form></main></div>"
               "<footer>Imprint</footer></body></html>");
  CHECK(page.title == "Reset & go");
  CHECK(page.lang == "en-US");
  CHECK(page.keywords == Strings{"wifi", "net work", "reset;router"});
  CHECK(page.url == "https://kb.example/a");
  CHECK(page.id == "a");
  CHECK(page.audience == Strings{"internal"});
  CHECK(outline(page.body) == "h2: Part\np: Text\np: Mail\n");
}

TEST_CASE("the main text is found by its element, role or well-known name, else in the body") {
  const auto body = [](const std::string& html) {
    return outline(accepted("a.html", "<title>T</title><body>" + html).body);
  };
  CHECK(body("<p>out</p><main><p>in</p></main>") == "p: in\n");
  CHECK(body("<p>out</p><div role=main><p>in</p></div>") == "p: in\n");
  CHECK(body("<p>out</p><article><p>in</p></article>") == "p: in\n");
  CHECK(body("<article><p>one</p></article><article><p>two</p></article>") == "p: one\np: two\n");
  CHECK(body("<p>out</p><div id=DisplayArea><p>in</p></div>") == "p: in\n");
  CHECK(body("<main><p>out</p><div class='x article-body'><p>in</p></div></main>") == "p: in\n");
  CHECK(body("<p>all</p><nav>Menu</nav><div role=banner>B</div>") == "p: all\n");
}

TEST_CASE("a page's title is <title>, a heading or, with a warning, the file name") {
  CHECK(accepted("a.html", "<html lang=en><title></title><body><h2>Two</h2>").title == "Two");
  CHECK(accepted("a.html", "<html lang=en><body><header><h1>One</h1></header><p>x").title == "One");
  const auto named = read_one("wlan-reset.html", "<html lang=en><body><p>x");
  REQUIRE(named.document);
  CHECK(named.document->title == "wlan reset");
  CHECK(warnings(named).find("the file name is used") != std::string::npos);
  CHECK(accepted("a.html", "<title>T</title><body><svg><title>Icon</title></svg>x").title == "T");
}

TEST_CASE("a page without text is indexed with a warning") {
  const auto empty = read_one("a.html", "<html lang=en><title>T</title><body><nav>x</nav></body>");
  CHECK(empty.document);
  CHECK(warnings(empty).find("the body is empty") != std::string::npos);
}

TEST_CASE("ids are paths without a leading language folder and without the extension") {
  const TemporaryFolder folder;
  callside::testing::write(folder, "help/en-US/guide/a.b.html", "<title>T</title>x");
  callside::testing::write(folder, "help/guide/a.htm", "<title>T</title>x");
  auto all = callside::testing::read_all({folder.path() / "help"});
  REQUIRE(all.size() == 2);
  CHECK(all[0].document->id == "guide/a.b");
  CHECK(all[0].document->lang == "en-US");
  CHECK(all[1].document->id == "guide/a");
  all = callside::testing::read_all({folder.path() / "help/en-US"});
  CHECK(all[0].document->id == "guide/a.b");
}

TEST_CASE("a page in articles/<lang>/ gets its id and language like Markdown files there") {
  const TemporaryFolder folder;
  callside::testing::write(folder, "kb/articles/sl/meals/sheet.html", "<title>T</title>x");
  const auto all = callside::testing::read_all({folder.path() / "kb"});
  CHECK(all[0].document->id == "meals/sheet");
  CHECK(all[0].document->lang == "sl");
}

TEST_CASE("a page whose language differs from its folder's causes a warning") {
  const TemporaryFolder folder;
  callside::testing::write(folder, "de/a.html", "<html lang=en><title>T</title>x");
  callside::testing::write(folder, "de/b.html", "<html lang=german><title>T</title>x");
  const auto all = callside::testing::read_all({folder.path()});
  CHECK(warnings(all[0]).find("is in the folder for de") != std::string::npos);
  CHECK(all[0].document->lang == "en");
  CHECK(warnings(all[1]).find("not a language tag") != std::string::npos);
  CHECK(all[1].document->lang == "de");
}

TEST_CASE("a page that is not UTF-8 is rejected with a hint that names its encoding") {
  const auto remark = callside::testing::refused("a.html", "<meta charset='iso-8859-2'><title>\xB9</title>");
  CHECK(remark.reason.find("byte 35") != std::string::npos);
  CHECK(remark.hint.find("iconv -f iso-8859-2 -t UTF-8") != std::string::npos);
}
