#include "indexer/sources/html/html_visibility.h"

#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/attribute_tokens.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

namespace {

bool style_hides(std::string_view style) {
  std::string plain;
  for (const char c : style) {
    if (c != ' ' && c != '\t' && c != '\n') plain += lower_case(c);
  }
  return plain.find("display:none") != std::string::npos ||
         plain.find("visibility:hidden") != std::string::npos;
}

bool names_icon(const GumboElement& element) {
  return attribute(element, "class").find("icon") != std::string_view::npos;
}

bool is_file_name(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  return text.find(' ') == std::string_view::npos && dot != std::string_view::npos && text.size() - dot <= 5;
}

}  // namespace

bool is_hidden(const GumboElement& element) {
  if (element.attributes.length == 0) return false;
  return has_attribute(element, "hidden") || style_hides(attribute(element, "style"));
}

bool is_switch(const GumboElement& element) {
  return has_token(attribute(element, "class"), "switch") || is_inline_switch(element);
}

bool is_inline_switch(const GumboElement& element) {
  return has_token(attribute(element, "class"), "switchinline");
}

bool is_later_variant(const GumboElement& parent, const GumboNode* node) {
  for (unsigned i = 0; i < parent.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(parent.children.data[i]);
    if (child == node) return false;
    if (is_element(child)) return true;
  }
  return false;
}

bool is_permalink(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_A || attribute(element, "href").substr(0, 1) != "#") return false;
  if (element.children.length != 1) return false;
  const auto* child = static_cast<const GumboNode*>(element.children.data[0]);
  if (!is_text(child)) return false;
  const std::string_view sign = child->v.text.text;
  return sign == "¶" || sign == "§" || sign == "#" || sign == "🔗";
}

std::string image_text(const GumboElement& image, const GumboElement& parent) {
  if (names_icon(image) || names_icon(parent)) return {};
  std::string text = collapse(attribute(image, "alt"));
  return is_file_name(text) ? std::string() : text;
}

}  // namespace callside
