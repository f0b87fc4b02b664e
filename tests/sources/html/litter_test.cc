
#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::testing::html_outline;

TEST_CASE("widgets are dropped by their class, id or role") {
  for (const char* litter :
       {"<div class='share-buttons'>Share</div>", "<div id=cookie-banner>We use cookies</div>",
        "<ul class='nav breadcrumbs'><li>Home</ul>", "<div class=comments><p>First!</p></div>",
        "<div id=disqus_thread>x</div>", "<div role=navigation>Menu</div>", "<div role='search'>Find</div>",
        "<a class=headerlink href=#a>\xC2\xB6</a>", "<div class='toc'><ul><li>Part</ul></div>",
        "<div id='CybotCookiebotDialog'>x</div>"}) {
    INFO(litter);
    CHECK(html_outline(std::string("<p>Text</p>") + litter) == "p: Text\n");
  }
}

TEST_CASE("permalink signs beside headings are dropped") {
  CHECK(html_outline("<h2>Part<a href='#part'>\xC2\xA7</a></h2><p>See <a href='#part'>\xC2\xA7 2</a></p>") ==
        "h2: Part\np: See \xC2\xA7 2\n");
}

TEST_CASE("names of widgets are kept where they belong to the article") {
  CHECK(html_outline("<section id=comments><h2>Comments</h2><p>How to comment.</p></section>") ==
        "h2: Comments\np: How to comment.\n");
  CHECK(html_outline("<div class='how-to-share'>Share a file</div>") == "p: Share a file\n");
  CHECK(html_outline("<article class=comments>All of it</article>") == "p: All of it\n");
}

TEST_CASE("lines that site software writes are dropped") {
  for (const char* litter :
       {"$config[code] not found", "$config[cms_name] not found", "No comments: Post a Comment",
        "Was this article helpful?", "3 out of 5 found this helpful", "Have more questions? Submit a request",
        "Skip to main content", "Subscribe to: Post Comments (Atom)", "Please sign in to leave a comment."}) {
    INFO(litter);
    CHECK(html_outline(std::string("<p>Text.</p><p>") + litter + "</p><p>More text.</p>") ==
          "p: Text.\np: More text.\n");
  }
  CHECK(html_outline("<p>Text.</p><p>No comments:</p><p>Post a Comment</p>") == "p: Text.\n");
  CHECK(html_outline("<p>Print | E-mail | Share</p><p>Text.</p>") == "p: Text.\n");
  CHECK(html_outline("<p>Text.</p><p>Share on Facebook</p><p>Share on Twitter</p>") == "p: Text.\n");
}

TEST_CASE("lines that an author may have written are kept") {
  for (const char* kept :
       {"<p>Choose</p><p>Was this article helpful?</p><p>to vote.</p>",  // a sentence in pieces
        "<p>The page asks:</p><p>Was this article helpful?</p><p>Text.</p>",
        "<p>Write $config[code] not found in the log.</p>", "<p>Text.</p><p>Print</p>",
        "<p>The menu has:</p><ul><li>Print</li><li>Share</li></ul>",
        "<p>Text.</p><p>Add a comment</p><p>Text.</p>", "<ol><li>Share this page</li></ol>",
        "<h2>Comments</h2><p>Text.</p>", "<pre>Print this page</pre>",
        "<p>Home &gt; Settings &gt; Wi-Fi</p><p>Text.</p>"}) {
    INFO(kept);
    const std::string text = html_outline(kept);
    const std::string source = kept;
    const auto blocks = std::count(text.begin(), text.end(), '\n');
    long expected = 0;
    for (const char* tag : {"<p>", "<li>", "<h2>", "<pre>"}) {
      for (std::size_t at = source.find(tag); at != std::string::npos; at = source.find(tag, at + 1))
        ++expected;
    }
    CHECK(blocks == expected);
  }
}

TEST_CASE("a breadcrumb above the text is dropped if it ends with the page's title") {
  const auto page = [](const char* body) {
    return callside::testing::outline(
        callside::testing::accepted("a.html", std::string("<title>Wi-Fi</title><body>") + body).body);
  };
  CHECK(page("<p>Home &gt; Network &gt; Wi-Fi</p><p>Text.</p>") == "p: Text.\n");
  CHECK(page("<p>Text.</p><p>Home &gt; Network &gt; Wi-Fi</p>") == "p: Text.\np: Home > Network > Wi-Fi\n");
}

TEST_CASE("elements around dropped blocks are dropped, too") {
  CHECK(callside::testing::content_of("<blockquote><p>Was this article helpful?</p></blockquote><p>Text.</p>",
                                      callside::TextFormat::html)
            .html == "<p data-block=\"0\">Text.</p>");
}
