#include "indexer/sources/html/html_cost.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// 10^8 steps take a quarter of a second with gumbo 0.10.1 on one core of 2020.
constexpr std::uint64_t kWorkLimit = 500'000'000;
constexpr std::size_t kDepthLimit = 12'000;

// Returns false for elements that cannot nest by being left open: void elements, and those that the next
// element of their kind closes.
bool nests(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_META:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY:
      return false;
    default:
      return true;
  }
}

bool ends_name(char c) { return c == '>' || c == '/' || c == ' ' || (c >= '\t' && c <= '\r'); }

class Meter {
 public:
  explicit Meter(std::string_view html) : html_(html) {}

  bool too_costly() {
    while (at_ < html_.size()) {
      const void* found = std::memchr(html_.data() + at_, '<', html_.size() - at_);
      if (found == nullptr) return false;
      at_ = static_cast<std::size_t>(static_cast<const char*>(found) - html_.data()) + 1;
      if (at_ < html_.size()) read_markup();
      if (work_ > kWorkLimit || depth_ > kDepthLimit) return true;
    }
    return false;
  }

 private:
  void read_markup() {
    if (html_.compare(at_, 3, "!--") == 0) {
      skip_past("-->");
    } else if (html_[at_] == '/') {
      ++at_;
      read_tag(false);
    } else {
      read_tag(true);
    }
  }

  void skip_past(std::string_view end) {
    const std::size_t found = html_.find(end, at_);
    // An unterminated comment runs to the end of the text.
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void read_tag(bool opens) {
    if (at_ >= html_.size() || !is_ascii_letter(html_[at_])) return;
    const std::size_t begin = at_;
    while (at_ < html_.size() && !ends_name(html_[at_])) ++at_;
    const GumboTag tag =
        gumbo_tagn_enum(html_.data() + begin, static_cast<unsigned>(std::min<std::size_t>(at_ - begin, 64)));
    const std::size_t attributes = skip_attributes();
    // The parser compares each attribute of a tag with all before it. The attributes of repeated <html> and
    // <body> tags accumulate.
    if (opens && (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY)) {
      page_attributes_ += attributes;
      work_ += page_attributes_ * page_attributes_;
    }
    work_ += attributes * attributes + depth_;
    if (opens && (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE)) {
      skip_past(tag == GUMBO_TAG_SCRIPT ? "</script" : "</style");
    } else if (nests(tag)) {
      count(tag, opens);
    }
  }

  // Moves past the tag's '>'. Returns the number of attributes; the count may be slightly too high.
  std::size_t skip_attributes() {
    std::size_t count = 0;
    bool in_attribute = false;
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (c == '>') {
        ++at_;
        break;
      }
      if ((c == '"' || c == '\'') && html_[at_ - 1] == '=') {
        const std::size_t end = html_.find(c, at_ + 1);
        if (end == std::string_view::npos) {
          at_ = html_.size();
          break;
        }
        at_ = end;
      }
      const bool separates = ends_name(c) || c == '"' || c == '\'';
      if (!separates && !in_attribute) ++count;
      in_attribute = !separates;
    }
    return count;
  }

  void count(GumboTag tag, bool opens) {
    std::uint32_t& open = open_[static_cast<std::size_t>(tag)];
    if (opens) {
      ++open;
      ++depth_;
    } else if (open > 0) {
      --open;
      --depth_;
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint64_t work_ = 0;
  std::uint64_t page_attributes_ = 0;
  std::array<std::uint32_t, GUMBO_TAG_LAST + 1> open_{};  // all unknown tags share one counter
};

}  // namespace

bool is_too_costly(std::string_view html) { return Meter(html).too_costly(); }

}  // namespace callside
