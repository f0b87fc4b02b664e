#include "indexer/sources/html/litter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// Whole blocks in lower case, without the punctuation at their ends. Each is a phrase that site software
// writes. No author writes one as a paragraph of its own in a help article.
constexpr std::array<std::string_view, 26> kLitterLines = {
    "article is closed for comments",
    "did this answer your question",
    "email thisblogthis!share to twittershare to facebookshare to pinterest",
    "have more questions? submit a request",
    "help us improve this article",
    "i found this article helpful",
    "i found this article unhelpful",
    "jump to content",
    "jump to navigation, search",
    "no comments: post a comment",
    "please sign in to leave a comment",
    "powered by zendesk",
    "print this article",
    "print this page",
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

// Like kLitterLines, but an article about comments or ratings may have such a line of its own. They are
// dropped only as paragraphs at the very end of the text, where the software puts them.
constexpr std::array<std::string_view, 15> kTailLines = {
    "0 comments",
    "add a comment",
    "be the first to comment",
    "cancel reply",
    "comments",
    "comments are closed",
    "leave a comment",
    "leave a reply",
    "loading comments",
    "log in to leave a comment",
    "no comments",
    "no comments yet",
    "post a comment",
    "rate this article",
    "return to top",
};
static_assert(std::is_sorted(kTailLines.begin(), kTailLines.end()));

// The labels of share, print and e-mail buttons. Each is an ordinary word on its own.
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

template <std::size_t kSize>
bool is_among(const std::array<std::string_view, kSize>& lines, std::string_view line) {
  return std::binary_search(lines.begin(), lines.end(), line);
}

std::string line_form(std::string_view text) {
  constexpr std::string_view kEnds = " .:!?|*-";
  std::string line;
  for (const char c : text) line += lower_case(c);
  const std::size_t first = line.find_first_not_of(kEnds);
  if (first == std::string::npos) return {};
  line.erase(line.find_last_not_of(kEnds) + 1);
  return line.substr(first);
}

// "$config[code] not found": a template without a value. The block must hold nothing else.
bool is_missing_template(std::string_view line) {
  constexpr std::string_view kBegin = "$config[";
  constexpr std::string_view kEnd = "] not found";
  return line.size() > kBegin.size() + kEnd.size() && line.size() < 80 &&
         line.substr(0, kBegin.size()) == kBegin && line.find(']') == line.size() - kEnd.size() &&
         line.substr(line.size() - kEnd.size()) == kEnd;
}

// "3 out of 5 found this helpful", from Zendesk, and "4 comments". The block must hold nothing else.
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

// "Home > Billing > Refund a charge" above the article "Refund a charge". It must end with the page's own
// title, which a path through menus ("Home > Settings > Wi-Fi") does not.
bool is_breadcrumb(std::string_view text, std::string_view title) {
  constexpr std::array<std::string_view, 4> kSigns = {" > ", " › ", " » ", " / "};
  if (title.empty() || text.size() > 300) return false;
  for (const std::string_view sign : kSigns) {
    const std::size_t last = text.rfind(sign);
    if (last != std::string_view::npos && text.substr(last + sign.size()) == title) return true;
  }
  return false;
}

bool is_button_word(std::string_view text) { return is_among(kButtonWords, line_form(text)); }

// A block that holds only button labels: "Print | E-mail | Share".
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
    constexpr std::size_t kNone = SIZE_MAX;
    std::size_t kept = kNone;  // the last kept block above
    bool nothing_above = true;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (is_litter(i, nothing_above) && (kept == kNone || !within_sentence(kept, i))) {
        blocks_[i]->dropped = true;
        continue;
      }
      kept = i;
      nothing_above = nothing_above && is(i, BlockType::heading);
    }
    drop_tail();
    // Buttons are above or below the text, never inside it, and never alone: a lone "Print" may be a menu
    // entry.
    std::size_t first = 0;
    while (first < blocks_.size() && (blocks_[first]->dropped || is(first, BlockType::heading))) ++first;
    drop_buttons(first, 1);
    drop_buttons(blocks_.size(), -1);
  }

 private:
  bool is(std::size_t i, BlockType type) const { return blocks_[i]->block.type == type; }
  const std::string& text(std::size_t i) const { return blocks_[i]->block.text; }

  bool is_litter(std::size_t i, bool nothing_above) const {
    if (!is(i, BlockType::paragraph)) return false;
    const std::string line = text(i).size() < 200 ? line_form(text(i)) : std::string();
    if (line.empty()) return false;
    return is_among(kLitterLines, line) || is_missing_template(line) || is_vote_count(line) ||
           (nothing_above && is_breadcrumb(text(i), title_));
  }

  void drop_tail() {
    for (auto piece = blocks_.rbegin(); piece != blocks_.rend(); ++piece) {
      if ((*piece)->dropped) continue;
      const Block& block = (*piece)->block;
      const bool in_list = std::string_view((*piece)->element) == "li";
      if (block.type != BlockType::paragraph || in_list || !is_among(kTailLines, line_form(block.text)))
        return;
      (*piece)->dropped = true;
    }
  }

  // Returns true if block `i` continues the sentence of block `before`. Some sites put every piece of a line
  // into a <div> of its own: "Choose" "Post a comment" "to go on."
  bool within_sentence(std::size_t before, std::size_t i) const {
    if (!is(before, BlockType::paragraph) || ends_sentence(text(before))) return false;
    const char last = text(before).back();
    if (last == ':' || last == ',') return true;
    if (i + 1 == blocks_.size() || !is(i + 1, BlockType::paragraph)) return false;
    return is_ascii_lower(text(i + 1).front());
  }

  // Drops the buttons at the start of the text (from `at` onwards, `step` 1) or at its end (before `at`,
  // `step` -1).
  void drop_buttons(std::size_t at, int step) {
    std::vector<Piece*> buttons;
    bool line = false;
    for (;; at += static_cast<std::size_t>(step)) {
      if (step > 0 ? at >= blocks_.size() : at == 0) break;
      Piece* piece = blocks_[step > 0 ? at : at - 1];
      if (piece->dropped) continue;
      const bool button_line = is_button_line(piece->block.text);
      if (piece->block.type != BlockType::paragraph || !(button_line || is_button_word(piece->block.text))) {
        // A list that the text introduces was written by the author.
        const std::string& before = piece->block.text;
        if (step < 0 && (before.back() == ':' || before.back() == ',')) return;
        break;
      }
      line = line || button_line;
      buttons.push_back(piece);
    }
    // Without other text, the labels are the text.
    if (step > 0 ? at >= blocks_.size() : at == 0) return;
    if (!line && buttons.size() < 2) return;
    for (Piece* piece : buttons) piece->dropped = true;
  }

  std::vector<Piece*> blocks_;
  std::string_view title_;
};

}  // namespace

void drop_litter(Outline& outline, std::string_view title) { LitterFilter(outline, title).run(); }

}  // namespace callside
