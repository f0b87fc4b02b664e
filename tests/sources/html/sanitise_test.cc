#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::TextFormat;
using callside::testing::content_of;

// The allowed output, deliberately repeated here, so that the test does not depend on the sanitiser's own
// list.
namespace {

const std::set<std::string> kElements = {
    "p",     "h1",   "h2",      "h3",         "h4",  "h5",  "h6",    "ul",     "ol",    "li",
    "dl",    "dt",   "dd",      "tr",         "td",  "th",  "table", "thead",  "tbody", "tfoot",
    "pre",   "code", "caption", "blockquote", "br",  "a",   "b",     "strong", "i",     "em",
    "u",     "s",    "del",     "ins",        "sub", "sup", "kbd",   "samp",   "var",   "mark",
    "small", "q",    "abbr",    "cite",       "dfn", "bdi", "bdo"};
const std::set<std::string> kAttributes = {"data-block", "href",  "title", "colspan", "rowspan",
                                           "start",      "value", "lang",  "dir"};

bool is_harmless_target(std::string_view url) {
  std::string plain;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) > 0x20)
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const std::size_t end = plain.find_first_of(":/?#");
  if (end == std::string::npos || plain[end] != ':') return true;
  const std::string scheme = plain.substr(0, end);
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

void check_node(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT) {
    CHECK((node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE));
    return;
  }
  const GumboElement& element = node->v.element;
  CHECK(element.tag_namespace == GUMBO_NAMESPACE_HTML);
  const std::string name = gumbo_normalized_tagname(element.tag);
  INFO(name);
  CHECK(kElements.count(name) == 1);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    INFO(attribute->name << "=" << attribute->value);
    CHECK(kAttributes.count(attribute->name) == 1);
    if (std::string_view(attribute->name) == "href") CHECK(is_harmless_target(attribute->value));
  }
  for (unsigned i = 0; i < element.children.length; ++i) {
    check_node(static_cast<const GumboNode*>(element.children.data[i]));
  }
}

// Parses the sanitised HTML as a browser would, and checks every node.
void check_harmless(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  const GumboNode* root = output->root;
  for (unsigned i = 0; i < root->v.element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(root->v.element.children.data[i]);
    if (child->type != GUMBO_NODE_ELEMENT || child->v.element.tag != GUMBO_TAG_BODY) continue;
    for (unsigned j = 0; j < child->v.element.children.length; ++j) {
      check_node(static_cast<const GumboNode*>(child->v.element.children.data[j]));
    }
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

constexpr std::array<std::string_view, 48> kAttacks = {
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\" &#14;  javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\"java&NewLine;script&colon;alert(1)\">x</a>",
    "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
    "<a href=\"feed:javascript:alert(1)\">x</a>",
    "<a href=\"blob:https://x.example/1\">x</a>",
    "<a href=x onclick=alert(1) onmouseover='alert(2)' style=\"background:url(javascript:alert(1))\">x</a>",
    "<a href=\"x\" href=\"javascript:alert(1)\">x</a>",
    "<a target=_blank formaction=javascript:alert(1) href=/ok>x</a>",
    "<p style=\"position:fixed;top:0;left:0;width:100%\">x</p>",
    "<p id=__proto__ class=x name=y onfocus=alert(1) autofocus tabindex=1 data-block=\"7\">x</p>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object><embed src=\"x.swf\"><applet code=x></applet>",
    "<form action=\"javascript:alert(1)\"><button formaction=javascript:alert(1)>x</button><input type=image "
    "src=x></form>",
    "<base href=\"javascript:/\">x",
    "<link rel=stylesheet href=\"//x.example/x.css\"><meta http-equiv=refresh "
    "content=\"0;url=javascript:alert(1)\">",
    "<style>@import '//x.example/x.css'; p{background:url(x)}</style>x",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>x",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>--><!--[if IE]><script>alert(1)</script><![endif]-->",
    "<p title='\"><img src=x onerror=alert(1)>'>x</p><td colspan='2\" onclick=\"alert(1)'>y",
    "&lt;script&gt;alert(1)&lt;/script&gt;<script >alert(1)</script\n>",
    "<table><tr><td lang='en\"onclick=alert(1)' dir='x' rowspan=99999999>a<td>b</table><ol start='1\" "
    "onclick=x'><li value=x>y</ol>",
};

}  // namespace

TEST_CASE("no active content passes the sanitiser") {
  for (const std::string_view attack : kAttacks) {
    for (const std::string& html :
         {std::string(attack), "<p>before " + std::string(attack) + " behind</p>",
          "<table><tr><td>" + std::string(attack) + "</td><td>x</td></tr></table>",
          "<h2>" + std::string(attack) + "</h2><ul><li>" + std::string(attack) + "</ul>"}) {
      INFO(html);
      for (const TextFormat format : {TextFormat::html, TextFormat::markdown, TextFormat::text}) {
        check_harmless(content_of(html, format).html);
      }
    }
  }
}

TEST_CASE("scripts, styles and comments leave no text") {
  const auto text = callside::testing::html_outline(
      "<p>a<script>alert(1)</script><style>p{}</style><!-- secret "
      "--><template>t</template></p><svg><title>s</title></svg>");
  CHECK(text == "p: a\n");
}

TEST_CASE("Markdown's own links are sanitised as well") {
  const std::string html =
      content_of(
          "[a](javascript:alert(1)) [b](<data:text/html,x>) [c](https://x.example/?a=1&b=2 \"tip\") "
          "![i](x.png) <javascript:alert(1)>",
          TextFormat::markdown)
          .html;
  check_harmless(html);
  CHECK(html.find("javascript:alert(1)\"") == std::string::npos);
  CHECK(html.find("<a href=\"https://x.example/?a=1&amp;b=2\" title=\"tip\">c</a>") != std::string::npos);
}

TEST_CASE("harmless attributes are kept") {
  const std::string html =
      content_of(
          "<p lang=ar dir=rtl>x</p><ol start=3><li value=5>y</ol><table><tr><td colspan=2 "
          "rowspan=3>a<td>b</table>"
          "<a href='mailto:a@x.example'>m</a><a href='tel:+3861'>t</a><a href='../up.html#part'>r</a>",
          TextFormat::html)
          .html;
  for (const char* kept :
       {"lang=\"ar\" dir=\"rtl\"", "<ol start=\"3\">", "value=\"5\"", "colspan=\"2\" rowspan=\"3\"",
        "href=\"mailto:a@x.example\"", "href=\"tel:+3861\"", "href=\"../up.html#part\""}) {
    INFO(kept);
    CHECK(html.find(kept) != std::string::npos);
  }
}

TEST_CASE("tickets keep no link targets and titles, which redaction would not see") {
  const callside::Document ticket = callside::testing::accepted(
      "t.jsonl",
      R"({"kind":"ticket","id":"1","format":"html","question":"<a href='mailto:ana@x.example' title='Ana'>me</a>","resolution":"ok"})");
  CHECK(ticket.question.html == "<p data-block=\"0\">me</p>");
}
