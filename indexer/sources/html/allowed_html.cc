#include "indexer/sources/html/allowed_html.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/html_escape.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/outline.h"

namespace callside {

namespace {

constexpr std::size_t kRoles = static_cast<std::size_t>(GUMBO_TAG_LAST) + 1;

constexpr std::array<ElementRole, kRoles> make_roles() {
  std::array<ElementRole, kRoles> roles{};
  // HTML elements not listed below (<data>, <font>, <label>, <ruby>, <wbr>) keep their content only.
  for (auto& role : roles) role = ElementRole::transparent;
  const auto set = [&roles](ElementRole role, std::initializer_list<GumboTag> tags) {
    for (const GumboTag tag : tags) roles[static_cast<std::size_t>(tag)] = role;
  };
  set(ElementRole::unknown, {GUMBO_TAG_UNKNOWN, GUMBO_TAG_LAST});
  set(ElementRole::dropped,
      {GUMBO_TAG_HEAD, GUMBO_TAG_TITLE, GUMBO_TAG_BASE, GUMBO_TAG_LINK, GUMBO_TAG_META, GUMBO_TAG_STYLE,
       GUMBO_TAG_SCRIPT, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME, GUMBO_TAG_EMBED,
       GUMBO_TAG_OBJECT, GUMBO_TAG_PARAM, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK,
       GUMBO_TAG_CANVAS, GUMBO_TAG_MAP, GUMBO_TAG_AREA, GUMBO_TAG_MATH, GUMBO_TAG_SVG, GUMBO_TAG_INPUT,
       GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_DATALIST, GUMBO_TAG_OPTGROUP, GUMBO_TAG_OPTION,
       GUMBO_TAG_TEXTAREA, GUMBO_TAG_KEYGEN, GUMBO_TAG_OUTPUT, GUMBO_TAG_PROGRESS, GUMBO_TAG_METER,
       GUMBO_TAG_APPLET, GUMBO_TAG_FRAME, GUMBO_TAG_FRAMESET, GUMBO_TAG_NOFRAMES, GUMBO_TAG_BGSOUND,
       GUMBO_TAG_NOEMBED, GUMBO_TAG_COLGROUP, GUMBO_TAG_COL, GUMBO_TAG_NAV,
       // Ruby annotations: they would interrupt the word that they annotate.
       GUMBO_TAG_RT, GUMBO_TAG_RP, GUMBO_TAG_RTC});
  set(ElementRole::inline_,
      {GUMBO_TAG_A,    GUMBO_TAG_B,    GUMBO_TAG_STRONG, GUMBO_TAG_I,    GUMBO_TAG_EM,    GUMBO_TAG_U,
       GUMBO_TAG_S,    GUMBO_TAG_DEL,  GUMBO_TAG_INS,    GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_CODE,
       GUMBO_TAG_KBD,  GUMBO_TAG_SAMP, GUMBO_TAG_VAR,    GUMBO_TAG_MARK, GUMBO_TAG_SMALL, GUMBO_TAG_Q,
       GUMBO_TAG_ABBR, GUMBO_TAG_CITE, GUMBO_TAG_DFN,    GUMBO_TAG_BDI,  GUMBO_TAG_BDO});
  set(ElementRole::line_break, {GUMBO_TAG_BR});
  set(ElementRole::image, {GUMBO_TAG_IMG, GUMBO_TAG_IMAGE});
  set(ElementRole::separator, {GUMBO_TAG_HR});
  set(ElementRole::section,
      {GUMBO_TAG_HTML,    GUMBO_TAG_BODY,     GUMBO_TAG_DIV,    GUMBO_TAG_P,          GUMBO_TAG_SECTION,
       GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN,     GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,     GUMBO_TAG_ASIDE,
       GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER,   GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DETAILS,
       GUMBO_TAG_SUMMARY, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_FORM,       GUMBO_TAG_HGROUP,
       GUMBO_TAG_DIR,     GUMBO_TAG_MENU,     GUMBO_TAG_MARQUEE});
  set(ElementRole::container, {GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_DL, GUMBO_TAG_TABLE, GUMBO_TAG_THEAD,
                               GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT});
  set(ElementRole::list, {GUMBO_TAG_UL, GUMBO_TAG_OL});
  set(ElementRole::item, {GUMBO_TAG_LI, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_CAPTION});
  set(ElementRole::row, {GUMBO_TAG_TR});
  set(ElementRole::cell, {GUMBO_TAG_TD, GUMBO_TAG_TH});
  set(ElementRole::heading,
      {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6});
  set(ElementRole::code, {GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT});
  return roles;
}
constexpr std::array<ElementRole, kRoles> kRoleTable = make_roles();

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

bool is_language(std::string_view text) {
  return !text.empty() && text.size() <= 35 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_html_escaped(out, value);
  out += '"';
}

// Drops control characters anywhere and spaces at the ends, because browsers drop line breaks and tabs inside
// a URL, and control characters around it, before they parse the scheme.
std::string clean_url(std::string_view url) {
  std::string out;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) {
      out += c;
    } else if (c == ' ' && !out.empty()) {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

ElementRole role_of(GumboTag tag) { return kRoleTable[static_cast<std::size_t>(tag)]; }

const char* element_name(GumboTag tag) { return gumbo_normalized_tagname(tag); }

bool is_safe_url(std::string_view url) {
  if (url.empty()) return false;
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return true;
  const std::string scheme = lower_case(url.substr(0, end));
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

std::string allowed_attributes(const GumboElement& element, bool links) {
  std::string out;
  const GumboVector& attributes = element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attr = static_cast<const GumboAttribute*>(attributes.data[i]);
    const std::string_view name = attr->name;
    const std::string_view value = attr->value;
    if (name == "href" && element.tag == GUMBO_TAG_A) {
      const std::string url = clean_url(value);
      if (links && is_safe_url(url)) append_attribute(out, "href", url);
    } else if (name == "title" && links) {
      if (const std::string title = collapse(value); !title.empty()) append_attribute(out, "title", title);
    } else if ((name == "colspan" || name == "rowspan") && role_of(element.tag) == ElementRole::cell) {
      if (is_number(value)) append_attribute(out, name, value);
    } else if ((name == "start" && element.tag == GUMBO_TAG_OL) ||
               (name == "value" && element.tag == GUMBO_TAG_LI)) {
      if (is_number(value)) append_attribute(out, name, value);
    } else if (name == "lang") {
      if (is_language(value)) append_attribute(out, "lang", value);
    } else if (name == "dir") {
      if (value == "ltr" || value == "rtl" || value == "auto") append_attribute(out, "dir", value);
    }
  }
  return out;
}

}  // namespace callside
