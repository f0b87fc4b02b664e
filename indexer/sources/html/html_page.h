#pragma once

#include <string>
#include <vector>

#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/native_field.h"

namespace callside {

// What a page says of itself, and where its text is.
struct HtmlPage {
  std::string title;     // <title>
  std::string headline;  // the first <h1>, wherever it stands
  std::string lang;      // <html lang>, as it is written
  std::string url;       // <link rel="canonical">
  std::vector<std::string> keywords;
  // What <meta> elements say in the keys that SourceState reads, `robots` and `audience` among them. Of these
  // `audience` is only ever a restriction, and goes by the name of visibility: pages for search engines say
  // audience="all".
  NativeFields state;
  // The element with the text: a known container of an article, <main>, role="main", the only <article>, or
  // else <body>; nullptr where the page has none of them.
  const GumboNode* main = nullptr;
};

// Any thread. The page's `main` points into the tree.
HtmlPage look_at_page(const HtmlTree& tree);

}  // namespace callside
