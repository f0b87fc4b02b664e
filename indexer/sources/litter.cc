#include "indexer/sources/litter.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "indexer/sources/html_tree.h"

namespace callside {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The first of `known` (sorted) among the tokens of `value`.
bool has_any_token(std::string_view value, std::span<const std::string_view> known) {
  std::string token;
  for (std::size_t at = 0; at < value.size();) {
    if (is_space(value[at])) {
      ++at;
      continue;
    }
    token.clear();
    for (; at < value.size() && !is_space(value[at]); ++at) token += lower(value[at]);
    if (std::binary_search(known.begin(), known.end(), std::string_view(token))) return true;
  }
  return false;
}

// Names that the widgets of help centres, blogs and wikis give themselves. Safe because they are names of
// widgets, as whole tokens: "share" alone, say, may be the anchor of the chapter on sharing.
constexpr std::array<std::string_view, 62> kLitterNames = {
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
    "vote-buttons",
    "was-this-helpful",
};
static_assert(std::is_sorted(kLitterNames.begin(), kLitterNames.end()));

// Names that are a widget's as a class, while as an id they may be a chapter's anchor (<section
// id="comments">).
constexpr std::array<std::string_view, 5> kLitterClasses = {"comments", "share", "sharing", "toc", "tocbot"};

// ARIA roles of what stands around a text. Safe because a role says what the element is for.
constexpr std::array<std::string_view, 9> kLitterRoles = {
    "alertdialog", "dialog", "doc-toc", "menu", "menubar", "navigation", "search", "tablist", "toolbar"};
constexpr std::array<std::string_view, 3> kPageRoles = {"banner", "complementary", "contentinfo"};

bool may_be_litter(GumboTag tag) {
  return tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_MAIN && tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_HTML;
}

// Whole blocks, lower case, without the punctuation at their ends. Safe because each is a form that a site's
// software writes, not an author: nobody begins a paragraph of a help article with it and ends it there.
constexpr std::array<std::string_view, 44> kLitterLines = {
    "0 comments",
    "add a comment",
    "article is closed for comments",
    "be the first to comment",
    "cancel reply",
    "comments are closed",
    "comments off",
    "did this answer your question",
    "email this",
    "email thisblogthis!share to twittershare to facebookshare to pinterest",
    "facebook comments",
    "have more questions? submit a request",
    "help us improve this article",
    "home page",
    "i found this article helpful",
    "i found this article unhelpful",
    "jump to content",
    "jump to navigation, search",
    "leave a comment",
    "leave a reply",
    "loading comments",
    "log in to leave a comment",
    "no comments",
    "no comments yet",
    "no comments: post a comment",
    "please sign in to leave a comment",
    "post a comment",
    "powered by zendesk",
    "print this article",
    "print this page",
    "rate this article",
    "return to top",
    "send feedback about this page",
    "share this article",
    "share this page",
    "skip to content",
    "skip to main content",
    "still need help? contact us",
    "subscribe to: post comments (atom)",
    "this website uses cookies to ensure you get the best experience on our website",
    "was this article helpful",
    "was this article helpful? yes no",
    "was this information helpful",
    "was this page helpful",
};
static_assert(std::is_sorted(kLitterLines.begin(), kLitterLines.end()));

// The words of a line of share, print and e-mail buttons. Each alone is an ordinary word.
constexpr std::array<std::string_view, 20> kButtonWords = {"e-mail",
                                                           "email",
                                                           "email this",
                                                           "facebook",
                                                           "linkedin",
                                                           "pinterest",
                                                           "print",
                                                           "reddit",
                                                           "share",
                                                           "share on facebook",
                                                           "share on linkedin",
                                                           "share on twitter",
                                                           "share on x",
                                                           "share to facebook",
                                                           "share to pinterest",
                                                           "share to twitter",
                                                           "share via email",
                                                           "tweet",
                                                           "twitter",
                                                           "whatsapp"};
static_assert(std::is_sorted(kButtonWords.begin(), kButtonWords.end()));

std::string line_form(std::string_view text) {
  constexpr std::string_view kEnds = " .:!?|*-";
  std::string line;
  for (const char c : text) line += lower(c);
  const std::size_t first = line.find_first_not_of(kEnds);
  if (first == std::string::npos) return {};
  line.erase(line.find_last_not_of(kEnds) + 1);
  return line.substr(first);
}

// "$config[code] not found": a template that found no value. Safe: the sign and brackets, and nothing else in
// the block.
bool is_missing_template(std::string_view line) {
  constexpr std::string_view kBegin = "$config[";
  constexpr std::string_view kEnd = "] not found";
  return line.size() > kBegin.size() + kEnd.size() && line.size() < 80 &&
         line.substr(0, kBegin.size()) == kBegin && line.find(']') == line.size() - kEnd.size() &&
         line.substr(line.size() - kEnd.size()) == kEnd;
}

// "3 out of 5 found this helpful": Zendesk's votes. Safe: the whole block, with its two numbers.
bool is_vote_count(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    if (c < '0' || c > '9') {
      shape += c;
    } else if (shape.empty() || shape.back() != '#') {
      shape += '#';
    }
  }
  return shape == "# out of # found this helpful" || shape == "# of # people found this helpful" ||
         shape == "# comments" || shape == "# comment";
}

// "Home > Billing > Refund a charge" above the article of that title. Safe: ends with the page's own title,
// and a path through menus ("Home > Settings > Wi-Fi") does not.
bool is_breadcrumb(std::string_view text, std::string_view title) {
  constexpr std::array<std::string_view, 4> kSigns = {" > ", " › ", " » ", " / "};
  if (title.empty() || text.size() > 300) return false;
  for (const std::string_view sign : kSigns) {
    const std::size_t last = text.rfind(sign);
    if (last != std::string_view::npos && text.substr(last + sign.size()) == title) return true;
  }
  return false;
}

bool is_button_word(std::string_view text) {
  return std::binary_search(kButtonWords.begin(), kButtonWords.end(), std::string_view(line_form(text)));
}

// A block of nothing but buttons: "Print | E-mail | Share".
bool is_button_line(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t at = 0; at <= text.size(); ++words) {
    const std::size_t end = std::min(text.find_first_of("|,·/", at), text.size());
    if (!is_button_word(text.substr(at, end - at))) return false;
    at = end + 1;
  }
  return words > 1;
}

bool ends_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 10> kEnds = {".", "!", "?", "…", "。", "！", "？", "\"", "”", "»"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
  });
}

class LitterFilter {
 public:
  LitterFilter(Outline& outline, std::string_view title) : title_(title) {
    for (Piece& piece : outline) {
      if (piece.type == Piece::Type::block) blocks_.push_back(&piece);
    }
  }

  void run() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (is_litter(i) && !within_sentence(i)) blocks_[i]->dropped = true;
    }
    // Buttons stand above or below the text, never in it, and never alone: a lone "Print" may be a menu's
    // entry.
    std::size_t first = 0;
    while (first < blocks_.size() && (blocks_[first]->dropped || is(first, BlockType::heading))) ++first;
    drop_buttons(first, 1);
    drop_buttons(blocks_.size(), -1);
  }

 private:
  bool is(std::size_t i, BlockType type) const { return blocks_[i]->block.type == type; }
  const std::string& text(std::size_t i) const { return blocks_[i]->block.text; }

  bool is_litter(std::size_t i) const {
    if (!is(i, BlockType::paragraph)) return false;
    const std::string line = text(i).size() < 200 ? line_form(text(i)) : std::string();
    if (line.empty()) return false;
    return std::binary_search(kLitterLines.begin(), kLitterLines.end(), std::string_view(line)) ||
           is_missing_template(line) || is_vote_count(line) ||
           (nothing_above(i) && is_breadcrumb(text(i), title_));
  }

  bool nothing_above(std::size_t i) const {
    return std::all_of(
        blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(i),
        [](const Piece* piece) { return piece->dropped || piece->block.type == BlockType::heading; });
  }

  // A site that puts every piece of a line into a <div> of its own: "Choose" "Post a comment" "to go on." A
  // block goes only where the text before it has ended, or the text behind it begins anew.
  bool within_sentence(std::size_t i) const {
    std::size_t before = i;
    while (before > 0 && blocks_[before - 1]->dropped) --before;
    if (before == 0 || !is(before - 1, BlockType::paragraph) || ends_sentence(text(before - 1))) return false;
    const std::string& last = text(before - 1);
    if (last.back() == ':' || last.back() == ',') return true;
    return i + 1 < blocks_.size() && is(i + 1, BlockType::paragraph) && text(i + 1)[0] >= 'a' &&
           text(i + 1)[0] <= 'z';
  }

  // Drops the buttons that stand at the head (from `at` onwards) or tail (before `at`) of the text.
  void drop_buttons(std::size_t at, int step) {
    std::vector<Piece*> buttons;
    bool line = false;
    for (;; at += static_cast<std::size_t>(step)) {
      if (step > 0 ? at >= blocks_.size() : at == 0) break;
      Piece* piece = blocks_[step > 0 ? at : at - 1];
      if (piece->dropped) continue;
      const bool button_line = is_button_line(piece->block.text);
      if (piece->block.type != BlockType::paragraph || !(button_line || is_button_word(piece->block.text))) {
        // A list that the text announces is the author's.
        const std::string& before = piece->block.text;
        if (step < 0 && (before.back() == ':' || before.back() == ',')) return;
        break;
      }
      line = line || button_line;
      buttons.push_back(piece);
    }
    // Where buttons are all there is, they are not around a text.
    if (step > 0 ? at >= blocks_.size() : at == 0) return;
    if (!line && buttons.size() < 2) return;
    for (Piece* piece : buttons) piece->dropped = true;
  }

  std::vector<Piece*> blocks_;
  std::string_view title_;
};

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

void drop_litter(Outline& outline, std::string_view title) { LitterFilter(outline, title).run(); }

bool has_token(std::string_view value, std::string_view token) {
  const std::array<std::string_view, 1> known = {token};
  return has_any_token(value, known);
}

}  // namespace callside
