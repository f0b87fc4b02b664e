#include "indexer/sources/content.h"

#include <atomic>
#include <thread>
#include <vector>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::BlockType;
using callside::Content;
using callside::TextFormat;
using callside::testing::content_of;
using callside::testing::html_outline;
using callside::testing::outline;

namespace {
std::string repeat(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}
}  // namespace

TEST_CASE("an article is split into paragraphs, steps, bullets, code, rows and headings") {
  const Content content = content_of(
      "<h2>Reset</h2><p>Before\n  you  start</p><ol><li>Open</li><li>Choose</li></ol><ul><li>A "
      "bullet</li></ul>"
      "<pre><code>a  b\n  c</code></pre><table><tr><th>Code</th><th>Meaning</th></tr>"
      "<tr><td>E1</td><td>Paper</td></tr></table>",
      TextFormat::html);
  CHECK(outline(content) ==
        "h2: Reset\np: Before you start\nstep: Open\nstep: Choose\np: A bullet\ncode: a  b\n  c\n"
        "row: Code | Meaning\nrow: E1 | Paper\n");
}

TEST_CASE("each block's element carries its number") {
  const Content content = content_of(
      "<p>One</p><ol><li>Two</li></ol><table><tr><td>Three</td><td>x</td></tr></table>", TextFormat::html);
  CHECK(content.html ==
        "<p data-block=\"0\">One</p><ol><li data-block=\"1\">Two</li></ol>"
        "<table><tbody><tr data-block=\"2\"><td>Three</td><td>x</td></tr></tbody></table>");
}

TEST_CASE("the three formats give the same structure") {
  const std::string expected = "p: Do this first.\nstep: Open it\nstep: Close it\np: A bullet\n";
  CHECK(outline(content_of("Do this\nfirst.\n\n1. Open it\n2. Close it\n\n- A bullet\n",
                           TextFormat::markdown)) == expected);
  CHECK(outline(content_of("Do this\nfirst.\n\n1. Open it\n2) Close it\n- A bullet\n", TextFormat::text)) ==
        expected);
  CHECK(html_outline("<p>Do this\nfirst.<ol><li>Open it<li>Close it</ol><ul><li>A bullet</ul>") == expected);
}

TEST_CASE("Markdown supports GitHub's tables, strikethrough, links and tasks") {
  const Content content = content_of(
      "| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done ~~gone~~\n\nSee www.example.com\n\n```sh\nls  -l\n```\n",
      TextFormat::markdown);
  CHECK(outline(content) == "row: a | b\nrow: 1 | 2\np: done gone\np: See www.example.com\ncode: ls  -l\n");
  CHECK(content.html.find("<del>gone</del>") != std::string::npos);
  CHECK(content.html.find("<a href=\"http://www.example.com\">") != std::string::npos);
}

TEST_CASE("Markdown's extensions work in several threads at once") {
  const std::string markdown = repeat("~~a~~ www.example.com and ~~b~~\n\n", 200);
  const std::string expected = content_of(markdown, TextFormat::markdown).html;
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) {
        const auto content = callside::read_content(markdown, TextFormat::markdown, {});
        if (!content || content->html != expected) ++different;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(different == 0);
}

TEST_CASE("nested lists keep steps and bullets separate") {
  CHECK(html_outline("<ol><li>One<ul><li>a</li><li>b<ol><li>deep</li></ol></li></ul></li><li><p>Two</"
                     "p><p>More</p></li></ol>") == "step: One\np: a\np: b\nstep: deep\nstep: Two\np: More\n");
}

TEST_CASE("a heading inside a list item does not replace the step") {
  CHECK(html_outline("<ol><li><h3>Part</h3>Do it</li></ol>") == "h3: Part\nstep: Do it\n");
}

TEST_CASE("text directly in the body and around blocks is not lost") {
  CHECK(html_outline("lead <b>bold<p>inner</p>tail</b><div>one<div>two</div>three</div>") ==
        "p: lead bold\np: inner\np: tail\np: one\np: two\np: three\n");
}

TEST_CASE("line breaks: one joins, two separate, and typed lists become lists") {
  CHECK(html_outline("<p>a<br>b</p><p>c<br><br>d</p>") == "p: a b\np: c\np: d\n");
  CHECK(html_outline("<p>Do:<br>1. Open<br>2. Close</p>") == "p: Do:\nstep: Open\nstep: Close\n");
  CHECK(html_outline("<p>1. Open</p><p>2. Close</p>") == "step: Open\nstep: Close\n");
  CHECK(html_outline("<p>- red</p><p>- blue</p>") == "p: red\np: blue\n");
  CHECK(html_outline("<p>1. is a number</p><p>Other</p>") == "p: 1. is a number\np: Other\n");
}

TEST_CASE("definition lists, quotes and captions are paragraphs") {
  CHECK(html_outline("<dl><dt>Term<dd>What it is</dl><blockquote><p>Said</p></blockquote>"
                     "<table><caption>Codes</caption><tr><td>1<td>2</table>") ==
        "p: Term\np: What it is\np: Said\np: Codes\nrow: 1 | 2\n");
}

TEST_CASE("cells: lists inside stay in the row, layout tables are split") {
  CHECK(html_outline("<table><tr><td>E1<td><ol><li>Off<li>On</ol></table>") == "row: E1 | 1. Off 2. On\n");
  CHECK(html_outline("<table><tr><td><h2>Part</h2><p>Text</p><td><p>Other</p></table>") ==
        "h2: Part\np: Text\np: Other\n");
  CHECK(html_outline("<table role=presentation><tr><td>a<td>b</table>") == "p: a\np: b\n");
  CHECK(html_outline("<table><tr><td>a<tr><td>b</table>") == "p: a\np: b\n");
}

TEST_CASE("code keeps its lines and inner elements are text") {
  CHECK(html_outline("<pre>\n\n  a\n    <b>b</b>&lt;c><br>d\n\n</pre>") == "code:   a\n    b<c>\nd\n");
}

TEST_CASE("characters: references decoded, control characters dropped, all kinds of white space collapsed") {
  CHECK(html_outline("<p>a&amp;b &lt;tag&gt; &euro;&nbsp;5 x&#1;y\xE2\x80\x83z\x7F</p>") ==
        "p: a&b <tag> € 5 xy z\n");
  CHECK(outline(content_of(std::string("a\0b\x1F", 4), TextFormat::text)) == "p: ab\n");
  CHECK(outline(content_of(std::string("a\0b\x1F", 4), TextFormat::markdown)) == "p: ab\n");
  CHECK(html_outline("<p>&#00000000065; &#x00000041; &#99999999999999; &#xFFFFFFFFFF; &#128;</p>") ==
        "p: A A \xEF\xBF\xBD \xEF\xBF\xBD €\n");
  CHECK(content_of("<p>a &lt;b&gt; \"c\" &amp;</p>", TextFormat::html).html ==
        "<p data-block=\"0\">a &lt;b&gt; &quot;c&quot; &amp;</p>");
}

TEST_CASE("a placeholder in angle brackets is text, not an element") {
  CHECK(outline(content_of("Run ssh <user>@<HOST-1> now", TextFormat::markdown)) ==
        "p: Run ssh <user>@<HOST-1> now\n");
  CHECK(html_outline("<p>a <o:p>b</o:p> <custom-box x=1>c</custom-box></p>") == "p: a b c\n");
}

TEST_CASE("a picture's description is used only for a paragraph without text") {
  CHECK(html_outline("<p><img src=a.png alt='The settings window'></p>") == "p: The settings window\n");
  CHECK(html_outline("<p>Look: <img src=a.png alt='The settings window'></p>") == "p: Look:\n");
  CHECK(html_outline("<div class=noteicon><img alt=tip></div><p><img alt='shot.png'></p><p>x</p>") ==
        "p: x\n");
}

TEST_CASE("hidden elements are dropped, but all variants of a switch are kept") {
  CHECK(html_outline("<p>a</p><p hidden>b</p><p style='display: none'>c</p>") == "p: a\n");
  CHECK(html_outline("<p>Press <span class=switchinline><span hidden>Command</span><span "
                     "hidden>Ctrl</span></span>+F</p>") == "p: Press Command/Ctrl+F\n");
}

TEST_CASE("nesting of any depth gives text or an error, never a crash") {
  CHECK(html_outline(repeat("<div>", 10'000) + "deep") == "p: deep\n");
  CHECK(html_outline(repeat("<b>", 10'000) + "deep") == "p: deep\n");
  CHECK_FALSE(callside::read_content(repeat("<div>", 1'000'000), TextFormat::html, {}));
  CHECK_FALSE(callside::read_content(repeat("<div>", 9'000) + repeat("</b>", 500'000), TextFormat::html, {}));
  CHECK_FALSE(callside::read_content("<p " +
                                         [] {
                                           std::string attributes;
                                           for (int i = 0; i < 100'000; ++i)
                                             attributes += "a" + std::to_string(i) + " ";
                                           return attributes;
                                         }() +
                                         ">",
                                     TextFormat::html, {}));
  // Each open element would be copied into each paragraph: gigabytes.
  std::string open;
  for (int i = 0; i < 5'000; ++i) open += "<b a" + std::to_string(i) + "><p>";
  CHECK_FALSE(callside::read_content(open, TextFormat::html, {}));
  CHECK(callside::read_content(repeat("> ", 5'000) + "deep", TextFormat::markdown, {}));
}

TEST_CASE("Markdown that would keep cmark busy for minutes is rejected") {
  CHECK_FALSE(callside::read_content(repeat("![[]()", 100'000), TextFormat::markdown, {}));
  CHECK_FALSE(
      callside::read_content(repeat("|a", 2'000) + "\n" + repeat("|-", 2'000) + "\n" + repeat("|\n", 20'000),
                             TextFormat::markdown, {}));
  CHECK_FALSE(callside::read_content("[a]: /" + repeat("x", 40'000) + "\n\n" + repeat("[a] ", 40'000),
                                     TextFormat::markdown, {}));
  CHECK_FALSE(callside::read_content(repeat("www.", 40'000) + repeat(")", 40'000), TextFormat::markdown, {}));
  // Similar but harmless texts are accepted.
  CHECK(callside::read_content(
      "[a]: data:image/png;base64," + repeat("x", 4'000'000) + "\n\n" + repeat("![][a] ", 500),
      TextFormat::markdown, {}));
  CHECK(callside::read_content("|a|b|\n|-|-|\n" + repeat("|1|2|\n", 20'000), TextFormat::markdown, {}));
}
