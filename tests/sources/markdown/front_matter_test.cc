// Telling front matter from text that only looks like it. The audience of an article depends on it.
#include <string>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::Document;
using callside::Parsed;
using callside::Remark;
using callside::SourceOptions;
using callside::testing::accepted;
using callside::testing::outline;
using callside::testing::read_one;
using callside::testing::refused;

namespace {

using Strings = std::vector<std::string>;

const std::string kKeys = "title: Secret\nlang: en\naudience: internal\n";

// With public as the default, a restriction that is missed would open the article to everybody.
SourceOptions open_by_default() {
  SourceOptions options;
  options.defaults = {{"audience", "public"}};
  return options;
}

Parsed read(const std::string& bytes, const std::string& name = "a.md") {
  return read_one(name, bytes, open_by_default());
}

Remark rejected(const std::string& bytes, const std::string& name = "a.md") {
  return refused(name, bytes, open_by_default());
}

}  // namespace

TEST_CASE("front matter: TOML has the same keys as YAML") {
  const Document read =
      accepted("a.md",
               "+++\nid = 'billing/refund'\nlang = \"en\"\ntitle = \"Refund: how\"\naudience = [\"public\"]\n"
               "keywords = [\n  'double payment',\n]\nverify_caller = true\nupdated = 2026-10-01\n\n"
               "[menu.main]\nweight = 3\n+++\n\n# Why\n\nText\n");
  CHECK(read.id == "billing/refund");
  CHECK(read.title == "Refund: how");
  CHECK(read.audience == Strings{"public"});
  CHECK(read.keywords == Strings{"double payment"});
  CHECK(read.verify_caller);
  CHECK(read.updated == "2026-10-01");
  CHECK(outline(read.body) == "h1: Why\np: Text\n");
}

TEST_CASE("front matter: JSON has the same keys as YAML") {
  const Document read =
      accepted("a.md",
               "{\n  \"title\": \"Refund {how}\",\n  \"lang\": \"en\",\n  \"audience\": [\"public\"],\n"
               "  \"menu\": {\"main\": [1]}\n}\n\nText\n");
  CHECK(read.title == "Refund {how}");
  CHECK(read.audience == Strings{"public"});
  CHECK(outline(read.body) == "p: Text\n");
}

TEST_CASE("front matter: broken TOML and JSON reject the article at the line of the error") {
  CHECK(rejected("+++\ntitle = \"Secret\naudience = \"internal\"\n+++\nText\n").place.line == 2);
  CHECK(holds(rejected("+++\ntitle = 'T'\nText\n").reason, "never closed"));
  CHECK(rejected("{\n  \"title\": \"Secret\",\n  \"audience\": \"internal\",,\n}\n\nText\n").place.line == 3);
  CHECK(rejected("{\n  \"title\": \"Secret\",\n  \"audience\": \"internal\"\n\nText\n").place.line == 1);
  CHECK(rejected("{\n  \"title\": \"T\",\n  \"audience\": 3\n}\nText\n").place.line == 3);
  CHECK(rejected("+++\ntitle = 'T'\n[params]\naudience = 'internal'\n+++\nText\n").place.line == 3);
}

TEST_CASE("front matter: lines that end with CR alone, and invisible characters") {
  const Parsed cr = read("---\rtitle: Secret\rlang: en\raudience: internal\r---\rOne.\r\rTwo.\r");
  REQUIRE(cr.document);
  CHECK(cr.document->audience == Strings{"internal"});
  CHECK(outline(cr.document->body) == "p: One.\np: Two.\n");
  for (const char* sign : {"\xE2\x80\x8B", "\xEF\xBB\xBF\xE2\x81\xA0", "\xE2\x80\x8E"}) {
    const Parsed hidden = read(sign + ("---\n" + kKeys + "---\nText\n"));
    REQUIRE(hidden.document);
    CHECK(hidden.document->audience == Strings{"internal"});
    CHECK(hidden.document->title == "Secret");
  }
}

TEST_CASE("front matter that is not recognised rejects the article, with its line") {
  const struct {
    std::string bytes;
    std::size_t line;
  } all[] = {
      {"<!-- editor note -->\n---\n" + kKeys + "---\nText\n", 2},
      {"<!--\na longer note\n-->\n---\n" + kKeys + "---\nText\n", 4},
      {"{/* note */}\n\n---\n" + kKeys + "---\nText\n", 3},
      {" ---\n" + kKeys + "---\nText\n", 1},
      {"\t---\n" + kKeys + "---\nText\n", 1},
      {"    ---\n    audience: internal\n    ---\nText\n", 1},
      {"----\n" + kKeys + "----\nText\n", 1},
      {"--\n" + kKeys + "--\nText\n", 1},
      {"\xE2\x80\x94\n" + kKeys + "\xE2\x80\x94\nText\n", 1},
      {"\xE2\x80\x93-\n" + kKeys + "---\nText\n", 1},
      {"\\---\n" + kKeys + "\\---\nText\n", 1},
      {"* * *\n\n" + kKeys + "\n* * *\nText\n", 1},
      {";;;\n{\n\"title\": \"T\",\n\"audience\": \"internal\"\n}\n;;;\nText\n", 1},
      {"---json\n{\"title\": \"T\", \"audience\": \"internal\"}\n---\nText\n", 1},
      {"---toml\ntitle = 'T'\naudience = 'internal'\n---\nText\n", 1},
      {"Draft by the desk\n---\n" + kKeys + "---\nText\n", 2},
      {"# Heading\n\nSome text.\n\n---\n" + kKeys + "---\nText\n", 5},
      {kKeys + "---\nText\n", 1},
      {"layout: page\n" + kKeys + "\nText\n", 1},
      {"Title: Secret\nAudience: internal\n\nText\n", 1},
      {"<!--\naudience: internal\n-->\nText\n", 2},
      {"# Heading\n\naudience: internal\n\nText\n", 3},
      {"# Heading\n\nvisibility: private\n\nText\n", 3},
      {"```yaml\n" + kKeys + "```\nText\n", 2},
      {"---\n---\n---\n" + kKeys + "---\nText\n", 3},
  };
  for (const auto& one : all) {
    INFO(one.bytes);
    CHECK(rejected(one.bytes).place.line == one.line);
  }
  CHECK(rejected("---\n" + kKeys + "---\nText\n", "a.txt").place.line == 1);
  CHECK(rejected("---\n" + kKeys + "---\n<p>Text</p>\n", "a.html").place.line == 1);
}

TEST_CASE("front matter that is an example is text") {
  const std::string sample = "---\n" + kKeys + "---\n";
  for (const std::string& bytes : std::vector<std::string>{
           // Below front matter that says who may see the article, everything is text.
           "---\ntitle: T\naudience: public\nlang: en\n---\n" + sample + "\n",
           "+++\ntitle = 'T'\nlang = 'en'\n+++\n----\naudience: internal\n----\n",
           "{\"title\": \"T\", \"audience\": \"public\", \"lang\": \"en\"}\n" + sample,
           // In blocks of code.
           "# T\n\n```yaml\n" + sample + "```\n",
           "# T\n\n~~~\n" + sample + "~~~\n",
           "# T\n\nSo:\n\n    ---\n    audience: internal\n    ---\n\nText\n",
           // Far down in the text.
           "# T\n\n" + std::string(40, '\n') + "Text\n\n" + sample,
       }) {
    INFO(bytes);
    const Parsed parsed = read(bytes);
    CHECK(parsed.document);
    if (parsed.document) CHECK(parsed.document->audience == Strings{"public"});
  }
}

TEST_CASE("ordinary beginnings of articles are not taken for front matter") {
  for (const char* bytes : {
           "# T\n\nAudience: parents of pupils.\n\nText\n",
           "# T\n\n---\n\n**Note:** text\n",
           "Overview\n--------\n\nText: more text\n",
           "| Key | Value |\n|---|---|\n| audience: | internal |\n",
           "Note: the office is closed.\n\nPhone: 123\n",
           "* one\n* two: three\n",
           "{% raw %}\nText\n",
           "{\n  \"error\": 5\n}\n\nThe answer says so.\n",
           "{{ name }}: text\n",
           "# T\n\nStatus: open\n\nText\n",
           "# T\n\nAccess: see the list below.\n",
           "***\n\nText\n",
       }) {
    INFO(bytes);
    const Parsed parsed = read(bytes);
    CHECK(parsed.document);
  }
}

TEST_CASE("front matter: a value that swallows the key below it rejects the article") {
  const struct {
    const char* keys;
    std::size_t line;
  } all[] = {
      {"lang: en\ntitle: \"Reset the key\naudience: tier-2\n", 3},
      {"lang: en\ntitle: 'Reset the key\naudience: tier-2\n", 3},
      {"lang: en\ntitle: 'Reset the key\nvisibility: internal\n", 3},
      {"title: T\nowner: \"night desk\naudience: internal\nlang: en\"\n", 3},
      {"title: T\nowner: \"night desk\n  audience: internal\n  lang: en\"\n", 3},
      {"title: T\nkeywords: [\"a, b\nprivate: true\nlang: en\", c]\n", 3},
      {"title: T\ntags: [a,\naudience: internal,\nb]\n", 4},
      {"title: T\nmenu: {a: b,\naudience: internal}\n", 3},
      {"title: T\nlang: en\nowner: \"it never ends\n", 4},
      {"title: T\nbase: &base {audience: internal}\n<<: *base\n", 4},
  };
  for (const auto& one : all) {
    INFO(one.keys);
    const Remark remark = rejected(std::string("---\n") + one.keys + "---\nText\n");
    CHECK(remark.place.line >= 2);
    CHECK(remark.place.line <= one.line + 1);
  }
  CHECK(rejected("+++\ntitle = '''Reset\naudience = \"internal\"\n'''\n+++\nText\n").place.line == 2);
  // Values that are meant to have several lines are read.
  const Parsed folded = read("---\nlang: en\ntitle: \"Reset the\n  master key\"\n---\nText\n");
  REQUIRE(folded.document);
  CHECK(folded.document->title == "Reset the master key");
  CHECK(
      read("---\nlang: en\ntitle: >\n  Reset\n  audience: all\nowner: 'it''s \"us\"'\n---\nText\n").document);
}

TEST_CASE("front matter: an audience inside another key rejects the article") {
  CHECK(holds(rejected("---\ntitle: T\nparams:\n  audience: internal\n---\nText\n").reason, "\"params\""));
  CHECK(holds(rejected("{\"title\": \"T\", \"extra\": {\"audience\": \"x\"}}\nText\n").reason, "\"extra\""));
}

TEST_CASE("front matter: a key with a wrong separator does not leave the article open") {
  for (const char* line : {"audience:tier-2", "audience = tier-2", "audience\xEF\xBC\x9A tier-2",
                           "aud\xE2\x80\x8Bience: tier-2", "draft:", "private:", "audience:"}) {
    INFO(line);
    CHECK(rejected("---\ntitle: R\n" + std::string(line) + "\n---\nText\n").place.line == 3);
  }
}

TEST_CASE("front matter: keys in another notation, or in a second block, do not leave the article open") {
  for (const char* begin :
       {"--- {title: R, audience: tier-2}\n---\n", "---\ntitle: R\n---\n---\naudience: tier-2\n---\n",
        "---\ntitle: R\ndraft: false\n---\n---\naudience:\n  - tier-2\n---\n",
        "{title:\"R\",audience:\"tier-2\"}\n", "[{\"title\":\"R\",\"audience\":\"tier-2\"}]\n",
        "[\n {\"title\": \"R\",\n \"audience\": \"tier-2\"}\n]\n",
        "---\u0085title: R\u0085audience: tier-2\u0085---\u0085\n"}) {
    INFO(begin);
    CHECK(holds(rejected(begin + std::string("Text\n")).reason, "looks like front matter"));
  }
}
