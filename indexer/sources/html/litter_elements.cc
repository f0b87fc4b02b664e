#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/sources/html/attribute_tokens.h"
#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/html/litter.h"

namespace callside {

namespace {

// Classes and ids of the widgets of help centres, blogs and wikis, matched as whole tokens. Ordinary words
// are left out: an element with the id "share" may be the chapter on sharing.
constexpr std::array<std::string_view, 63> kLitterNames = {
    "a2a_kit",
    "addthis_inline_share_toolbox",
    "addthis_toolbox",
    "addtoany_share_save_container",
    "article-comments",
    "article-feedback",
    "article-rating",
    "article-relatives",
    "article-return-to-top",
    "article-share",
    "article-subscribe",
    "article-tools",
    "article-vote",
    "article-votes",
    "breadcrumb",
    "breadcrumb-list",
    "breadcrumb-nav",
    "breadcrumb-trail",
    "breadcrumbs",
    "cc-banner",
    "cc-window",
    "comment-callout",
    "comment-form",
    "comment-list",
    "comment-respond",
    "comments-area",
    "comments-section",
    "cookie-banner",
    "cookie-bar",
    "cookie-consent",
    "cookie-law-info-bar",
    "cookie-notice",
    "cookie-popup",
    "cookiebanner",
    "cookieconsent",
    "cybotcookiebotdialog",
    "disqus_thread",
    "headerlink",
    "linenos",
    "mw-editsection",
    "mw-jump-link",
    "onetrust-banner-sdk",
    "onetrust-consent-sdk",
    "page-tools",
    "post-share",
    "print-button",
    "print-link",
    "printfooter",
    "recent-articles",
    "related-articles",
    "share-bar",
    "share-buttons",
    "share-links",
    "skip-link",
    "skip-to-content",
    "social-buttons",
    "social-icons",
    "social-links",
    "social-share",
    "table-of-contents",
    "table_of_contents",
    "vote-buttons",
    "was-this-helpful",
};
static_assert(std::is_sorted(kLitterNames.begin(), kLitterNames.end()));

// Names of widgets if used as a class. As an id, each may be the anchor of a chapter
// (<section id="comments">).
constexpr std::array<std::string_view, 5> kLitterClasses = {"comments", "share", "sharing", "toc", "tocbot"};

// ARIA roles of elements around the text.
constexpr std::array<std::string_view, 9> kLitterRoles = {
    "alertdialog", "dialog", "doc-toc", "menu", "menubar", "navigation", "search", "tablist", "toolbar"};
constexpr std::array<std::string_view, 3> kPageRoles = {"banner", "complementary", "contentinfo"};

bool may_be_litter(GumboTag tag) {
  return tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_MAIN && tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_HTML;
}

}  // namespace

bool is_litter_element(const GumboElement& element, bool page) {
  if (element.attributes.length == 0 || !may_be_litter(element.tag)) return false;
  const std::string_view classes = attribute(element, "class");
  if (!classes.empty() && (has_any_token(classes, kLitterNames) || has_any_token(classes, kLitterClasses)))
    return true;
  const std::string_view id = attribute(element, "id");
  if (!id.empty() && has_any_token(id, kLitterNames)) return true;
  const std::string_view role = attribute(element, "role");
  return !role.empty() && (has_any_token(role, kLitterRoles) || (page && has_any_token(role, kPageRoles)));
}

}  // namespace callside
