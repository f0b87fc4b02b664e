#pragma once

#include <string>
#include <vector>

#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/native_field.h"

namespace callside {

// A page's metadata and main element.
struct HtmlPage {
  std::string title;     // <title>
  std::string headline;  // the first <h1>, anywhere in the page
  std::string lang;      // <html lang>, as written
  std::string url;       // <link rel="canonical">
  std::vector<std::string> keywords;
  // The <meta> elements whose names SourceState reads, including `robots` and `audience`. `audience` is
  // renamed to `visibility`, which can only restrict: pages write audience="all" for search engines.
  NativeFields state;
  // The element that holds the text: a known article container, <main>, role="main", the only <article>, or
  // <body>, in that order. nullptr if the page has none of them.
  const GumboNode* main = nullptr;
};

// Thread-safe. `main` of the result points into `tree`.
HtmlPage read_html_page(const HtmlTree& tree);

}  // namespace callside
