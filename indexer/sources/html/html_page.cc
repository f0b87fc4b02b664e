#include "indexer/sources/html/html_page.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/attribute_tokens.h"
#include "indexer/sources/source_state.h"

namespace callside {

namespace {

// Ids and classes that help centre and wiki software gives to the element that holds the article.
constexpr std::array<std::string_view, 11> kContainers = {
    "displayarea",      // LibreOffice's help
    "mw-content-text",  // MediaWiki
    "article-body",     // Zendesk, Freshdesk
    "article__body",    // Intercom
    "article-content",
    "entry-content",  // WordPress
    "post-content",
    "post-body",  // Blogger
    "markdown-body",
    "wiki-content",  // Confluence
    "topic-content",
};

// Returns all text below `top`, without its markup.
std::string text_below(const GumboNode* top) {
  std::string text;
  walk_below(top, [&](const GumboNode* node) {
    if (is_text(node)) text += node->v.text.text;
    return is_element(node);
  });
  return collapse(text);
}

class PageReader {
 public:
  explicit PageReader(const HtmlTree& tree) : tree_(tree) {}

  HtmlPage read() {
    const GumboElement& root = tree_.root()->v.element;
    page_.lang = collapse(attribute(root, "lang"));
    if (page_.lang.empty()) page_.lang = collapse(attribute(root, "xml:lang"));
    walk_below(tree_.root(), [this](const GumboNode* node) {
      // SVG images have <title> elements of their own.
      if (!is_element(node) || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return false;
      visit(node);
      return true;
    });
    page_.main = choose_main();
    return std::move(page_);
  }

 private:
  void visit(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    switch (element.tag) {
      case GUMBO_TAG_TITLE:
        if (page_.title.empty()) page_.title = text_below(node);
        return;
      case GUMBO_TAG_META:
        read_meta(element);
        return;
      case GUMBO_TAG_LINK:
        if (page_.url.empty() && has_token(attribute(element, "rel"), "canonical")) {
          page_.url = collapse(attribute(element, "href"));
        }
        return;
      case GUMBO_TAG_H1:
        if (page_.headline.empty()) page_.headline = text_below(node);
        return;
      case GUMBO_TAG_MAIN:
        if (main_ == nullptr) main_ = node;
        break;
      case GUMBO_TAG_ARTICLE:
        article_ = articles_++ == 0 ? node : nullptr;
        break;
      default:
        break;
    }
    note_container(node);
  }

  void note_container(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (element.attributes.length == 0) return;
    if (main_by_role_ == nullptr && has_token(attribute(element, "role"), "main")) main_by_role_ = node;
    const std::string_view id = attribute(element, "id");
    const std::string_view classes = attribute(element, "class");
    for (const std::string_view name : kContainers) {
      if (!has_token(id, name) && !has_token(classes, name)) continue;
      container_ = containers_++ == 0 ? node : nullptr;
      return;
    }
  }

  void read_meta(const GumboElement& element) {
    const std::string_view content = attribute(element, "content");
    std::string name = lower_case(collapse(attribute(element, "name")));
    if (name == "audience") name = "visibility";
    if (name == "googlebot") name = "robots";
    if (is_state_key(name)) {
      NativeField& field = page_.state.emplace_back();
      field.key = std::move(name);
      field.text = collapse(content);
      field.type = NativeField::Type::text;
    }
    if (has_token(attribute(element, "itemprop"), "keywords")) {
      add_keyword(content);
    } else if (has_token(attribute(element, "name"), "keywords")) {
      for (std::size_t at = 0; at <= content.size();) {
        const std::size_t end = std::min(content.find(',', at), content.size());
        add_keyword(content.substr(at, end - at));
        at = end + 1;
      }
    }
  }

  void add_keyword(std::string_view text) {
    std::string keyword = collapse(text);
    if (keyword.empty()) return;
    if (std::find(page_.keywords.begin(), page_.keywords.end(), keyword) != page_.keywords.end()) return;
    page_.keywords.push_back(std::move(keyword));
  }

  const GumboNode* choose_main() const {
    for (const GumboNode* candidate : {container_, main_, main_by_role_, article_}) {
      if (candidate != nullptr) return candidate;
    }
    return tree_.body();
  }

  const HtmlTree& tree_;
  HtmlPage page_;
  const GumboNode* container_ = nullptr;
  const GumboNode* main_ = nullptr;
  const GumboNode* main_by_role_ = nullptr;
  const GumboNode* article_ = nullptr;
  // If there are several, each is only a part of the text or an entry of a list, so none is chosen.
  unsigned containers_ = 0;
  unsigned articles_ = 0;
};

}  // namespace

HtmlPage read_html_page(const HtmlTree& tree) { return PageReader(tree).read(); }

}  // namespace callside
