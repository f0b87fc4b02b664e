#include "indexer/sources/content.h"

#include <utility>

#include "indexer/sources/html/html_outline.h"
#include "indexer/sources/html/litter.h"
#include "indexer/sources/markdown/markdown_html.h"
#include "indexer/sources/outline.h"
#include "indexer/sources/plain_outline.h"

namespace callside {

namespace {

Content finish(Outline outline, const ContentOptions& options) {
  drop_litter(outline, options.title);
  return render(std::move(outline));
}

Result<Content> read_html(std::string_view html, const ContentOptions& options) {
  CALLSIDE_ASSIGN(const HtmlTree tree, HtmlTree::parse(html));
  if (tree.body() == nullptr) return Content{};
  return finish(outline_of_html(tree.body(), {tree.is_page(), options.links}), options);
}

}  // namespace

Result<Content> read_content(std::string_view text, TextFormat format, const ContentOptions& options) {
  switch (format) {
    case TextFormat::text:
      return finish(outline_of_text(text), options);
    case TextFormat::html:
      return read_html(text, options);
    case TextFormat::markdown:
      break;
  }
  CALLSIDE_ASSIGN(const std::string html, markdown_to_html(text));
  return read_html(html, options);
}

Content read_page_content(const GumboNode* main, const ContentOptions& options) {
  return finish(outline_of_html(main, {true, options.links}), options);
}

}  // namespace callside
