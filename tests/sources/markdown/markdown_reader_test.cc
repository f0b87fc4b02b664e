#include <string>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::Document;
using callside::Remark;
using callside::testing::accepted;
using callside::testing::outline;
using callside::testing::read_one;
using callside::testing::refused;
using callside::testing::TemporaryFolder;
using callside::testing::warnings;

namespace {
using Strings = std::vector<std::string>;
}

TEST_CASE("front matter sets the keys, the rest is the body") {
  const Document read = accepted(
      "a.md",
      "---\nid: billing/refund\nlang: en\ntitle: \"Refund: how\"\naudience: [public]\n"
      "keywords:\n  - double payment\nverify_caller: yes\nupdated: 2026-10-01\n---\n\n# Why\n\nText\n");
  CHECK(read.id == "billing/refund");
  CHECK(read.title == "Refund: how");
  CHECK(read.audience == Strings{"public"});
  CHECK(read.keywords == Strings{"double payment"});
  CHECK(read.verify_caller);
  CHECK(read.updated == "2026-10-01");
  CHECK(outline(read.body) == "h1: Why\np: Text\n");
}

TEST_CASE("front matter may have CRLF, a byte order mark, blank lines before it, and no text after it") {
  const Document read = accepted(
      "a.md", "\xEF\xBB\xBF\r\n---\r\ntitle: T\r\nlang: en\r\naudience: public\r\n---  \r\nText\r\n");
  CHECK(read.audience == Strings{"public"});
  CHECK(outline(read.body) == "p: Text\n");
  const auto empty = read_one("a.md", "---\ntitle: T\nlang: en\n---");
  CHECK(empty.document);
  CHECK(warnings(empty).find("the body is empty") != std::string::npos);
}

TEST_CASE("a YAML number or boolean is read as a string if the key needs a string") {
  const Document read = accepted("a.md", "---\ntitle: 404\nid: 0012\nlang: no\nowner: true\n---\nText\n");
  CHECK(read.title == "404");
  CHECK(read.id == "0012");
  CHECK(read.lang == "no");
  CHECK(read.owner == "true");
}

TEST_CASE("broken front matter rejects the article at the line of the error") {
  const Remark colon = refused("a.md", "---\nlang: en\ntitle: Refund: how\n---\nText\n");
  CHECK(colon.reason.find("broken front matter") != std::string::npos);
  CHECK(colon.place.line == 3);
  CHECK(refused("a.md", "---\ntitle: T\nText\n").reason.find("never closed") != std::string::npos);
  CHECK(refused("a.md", "\n\n---\ntitle: T\n\taudience: x\n---\nText\n").place.line == 5);
  CHECK(refused("a.md", "---\njust text\n---\nText\n").reason.find("no keys") != std::string::npos);
  CHECK(refused("a.md", "---\n? [a, b]\n: c\n---\nText\n").reason.find("broken front matter") !=
        std::string::npos);
  CHECK(refused("a.md", "audience: internal\ntitle: T\n---\nText\n").reason.find("looks like") !=
        std::string::npos);
  CHECK(refused("a.md", "---\na: " + std::string(100'000, '[') + "\n---\nx").reason.find("front matter") !=
        std::string::npos);
}

TEST_CASE("invalid front matter fails closed, with its line") {
  const Remark typo = refused("a.md", "---\ntitle: T\nlang: en\naudiance: internal\n---\nText\n");
  CHECK(typo.place.line == 4);
  CHECK(typo.hint.find("\"audience\"") != std::string::npos);
  CHECK(refused("a.md", "---\naudience:\n---\nText\n").reason.find("empty") != std::string::npos);
  CHECK(refused("a.md", "---\naudience: {a: b}\n---\nText\n").reason.find("must be a string or a list") !=
        std::string::npos);
  CHECK(refused("a.md", "---\nverify_caller: perhaps\n---\nText\n").reason.find("true or false") !=
        std::string::npos);
  CHECK(refused("a.md", "---\naudience: public\naudience: internal\n---\nText\n").reason.find("twice") !=
        std::string::npos);
  CHECK(refused("a.md", "---\nkind: ticket\n---\nText\n").reason.find("holds an article") !=
        std::string::npos);
}

TEST_CASE("the title comes from the front matter, the first heading, or, with a warning, the file name") {
  CHECK(accepted("a.md", "---\ntitle: T\nlang: en\n---\n# H\n").title == "T");
  CHECK(accepted("a.md", "intro\n\n## H *two*\n").title == "H two");
  const auto named = read_one("reset_my-password.md", "---\nlang: en\n---\nText\n");
  REQUIRE(named.document);
  CHECK(named.document->title == "reset my password");
  CHECK(warnings(named).find("the file name is used") != std::string::npos);
}

TEST_CASE("a body key is reported, and the text below is used") {
  const auto read = read_one("a.md", "---\ntitle: T\nlang: en\nbody: other\n---\nText\n");
  REQUIRE(read.document);
  CHECK(outline(read.document->body) == "p: Text\n");
  CHECK(warnings(read).find("\"body\" is not indexed") != std::string::npos);
}

TEST_CASE("the tree articles/<lang>/<path>.md gives language and id") {
  const TemporaryFolder folder;
  for (const char* name : {"kb/articles/sl/billing/refund.md", "kb/articles/pt-BR/billing/refund.md"}) {
    callside::testing::write(folder, name, "# T\n\nText\n");
  }
  const auto names = [&](const std::filesystem::path& source) {
    std::string all;
    for (const auto& parsed : callside::testing::read_all({source})) {
      REQUIRE(parsed.document);
      all += parsed.document->lang + ":" + parsed.document->id + " ";
    }
    return all;
  };
  // SOURCE may begin at any level of the tree.
  CHECK(names(folder.path()) == "pt-BR:billing/refund sl:billing/refund ");
  CHECK(names(folder.path() / "kb") == "pt-BR:billing/refund sl:billing/refund ");
  CHECK(names(folder.path() / "kb/articles") == "pt-BR:billing/refund sl:billing/refund ");
  CHECK(names(folder.path() / "kb/articles/sl") == "sl:billing/refund ");
  CHECK(names(folder.path() / "kb/articles/sl/billing") == "sl:billing/refund ");
  CHECK(names(folder.path() / "kb/articles/sl/billing/refund.md") == "sl:billing/refund ");
  CHECK(names(folder.path() / "kb/articles/sl/billing/../billing/") == "sl:billing/refund ");
}

TEST_CASE("with nested trees, the innermost one above SOURCE counts") {
  const TemporaryFolder folder;
  const auto file = callside::testing::write(folder, "articles/de/home/articles/sl/a.md", "# T\n");
  const auto all = callside::testing::read_all({file.parent_path()});
  CHECK(all[0].document->lang == "sl");
  CHECK(all[0].document->id == "a");
}

TEST_CASE("front matter overrides the path, and folders that are not languages are part of the id") {
  const TemporaryFolder folder;
  callside::testing::write(folder, "articles/sl/a.md", "---\nid: other\nlang: de\n---\n# T\n");
  callside::testing::write(folder, "faq/b.md", "# T\n");
  callside::testing::write(folder, "hr/c.v2.md", "# T\n");
  const auto all = callside::testing::read_all({folder.path()});
  REQUIRE(all.size() == 3);
  CHECK(all[0].document->id == "other");
  CHECK(all[0].document->lang == "de");
  CHECK(all[1].document->id == "faq/b");
  CHECK(all[2].document->id == "c.v2");
  CHECK(all[2].document->lang == "hr");
}
