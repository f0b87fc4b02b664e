#include "indexer/base/html_escape.h"

#include "tests/support/catch2.h"

using namespace callside;

TEST_CASE("HTML's special characters become character references") {
  std::string html = "<p>";
  append_html_escaped(html, R"(a < b && "c" > 'd')");
  CHECK(html == "<p>a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
  html.clear();
  append_html_escaped(html, R"(it's <b>)", "&<>\"'");
  CHECK(html == "it&#39;s &lt;b&gt;");
  html.clear();
  append_html_escaped(html, "&amp; <i>", "<");
  CHECK(html == "&amp; &lt;i>");
  html.clear();
  append_html_escaped(html, "");
  CHECK(html.empty());
}
