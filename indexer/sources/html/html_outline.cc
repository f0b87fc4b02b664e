#include "indexer/sources/html/html_outline.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/html_escape.h"
#include "indexer/sources/html/allowed_html.h"
#include "indexer/sources/html/html_code.h"
#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/html/html_visibility.h"
#include "indexer/sources/html/litter.h"
#include "indexer/sources/html/table_shape.h"
#include "indexer/sources/outline_builder.h"

namespace callside {

namespace {

// The action to take after an element's last child.
enum class Leave { nothing, inline_, soft_break, section, container, table, list, item, heading, cell, row };

struct Frame {
  const GumboNode* node;
  unsigned next_child = 0;
  Leave leave = Leave::nothing;
  const char* name = "";     // container, table, list, heading, cell
  std::string attributes{};  // heading, cell, row
};

struct OpenList {
  bool ordered;
  unsigned next_number = 1;
};

struct Cell {
  const char* name;
  std::string attributes;
  TextRun::Line line;
};

class HtmlOutliner {
 public:
  explicit HtmlOutliner(const HtmlOutlineOptions& options) : options_(options) {}

  Outline outline(const GumboNode* root) {
    frames_.push_back({root});
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const GumboVector& children = frame.node->v.element.children;
      if (frame.next_child < children.length) {
        visit(frame.node, static_cast<const GumboNode*>(children.data[frame.next_child++]));
      } else {
        Frame left = std::move(frame);
        frames_.pop_back();
        leave(left);
      }
    }
    return builder_.take();
  }

 private:
  TextRun& run() { return builder_.run(); }

  std::string attributes_of(const GumboElement& element) const {
    return allowed_attributes(element, options_.links);
  }

  void visit(const GumboNode* parent, const GumboNode* node) {
    if (is_text(node)) {
      run().add_text(node->v.text.text);
    } else if (is_element(node)) {
      enter(parent->v.element, node);
    }
  }

  void enter(const GumboElement& parent, const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML || is_litter_element(element, options_.page)) return;
    if (is_hidden(element)) {
      if (!is_switch(parent)) return;
      if (is_inline_switch(parent) && !run().empty() && is_later_variant(parent, node)) run().add_text("/");
    }
    const ElementRole role = role_of(element.tag);
    if (role == ElementRole::dropped || (options_.page && is_page_furniture(element.tag))) return;
    if (role == ElementRole::image) return note_image(element, parent);
    if (is_permalink(element)) return;
    Frame frame{node};
    if (soft_ > 0 ? enter_soft(element, role, frame) : enter_block(element, role, frame)) {
      frames_.push_back(std::move(frame));
    }
  }

  static bool is_page_furniture(GumboTag tag) {
    return tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE;
  }

  // The enter_... functions return true if the element's children are to be visited.

  // Handles elements that mean the same inside and outside a heading or row.
  bool enter_inline(const GumboElement& element, ElementRole role, Frame& frame) {
    switch (role) {
      case ElementRole::line_break:
        run().add_line_break();
        return false;
      case ElementRole::inline_:
        enter_marked(element, frame);
        return true;
      case ElementRole::unknown:
        add_placeholder(element);
        return true;
      default:
        return true;
    }
  }

  void enter_marked(const GumboElement& element, Frame& frame) {
    std::string attributes = attributes_of(element);
    // An <a> without attributes is an anchor, which shows nothing.
    if (element.tag == GUMBO_TAG_A && attributes.empty()) return;
    run().open_inline(element_name(element.tag), std::move(attributes));
    frame.leave = Leave::inline_;
  }

  // A heading or row is a single block: elements that are blocks elsewhere become lines of it.
  bool enter_soft(const GumboElement& element, ElementRole role, Frame& frame) {
    switch (role) {
      case ElementRole::section:
      case ElementRole::container:
      case ElementRole::separator:
      case ElementRole::row:
      case ElementRole::heading:
      case ElementRole::code:
        soft_break();
        frame.leave = Leave::soft_break;
        return true;
      case ElementRole::list:
        lists_.push_back({element.tag == GUMBO_TAG_OL});
        frame.leave = Leave::list;
        return true;
      case ElementRole::item:
        soft_break();
        frame.leave = Leave::soft_break;
        if (element.tag == GUMBO_TAG_LI && !lists_.empty()) add_marker(lists_.back());
        return true;
      case ElementRole::cell:
        frame.leave = Leave::cell;
        frame.name = element_name(element.tag);
        frame.attributes = attributes_of(element);
        return true;
      default:
        return enter_inline(element, role, frame);
    }
  }

  bool enter_block(const GumboElement& element, ElementRole role, Frame& frame) {
    switch (role) {
      case ElementRole::separator:
        builder_.flush();
        return false;
      case ElementRole::section:
      case ElementRole::cell:
        enter_section(element.tag == GUMBO_TAG_P ? attributes_of(element) : std::string(), frame);
        return true;
      case ElementRole::container:
        enter_container(element, frame);
        return true;
      case ElementRole::list:
        frame.leave = Leave::list;
        frame.name = element_name(element.tag);
        lists_.push_back({element.tag == GUMBO_TAG_OL});
        builder_.open(frame.name, attributes_of(element));
        return true;
      case ElementRole::item:
        enter_item(element, frame);
        return true;
      case ElementRole::heading:
      case ElementRole::row:
        enter_single_block(element, role, frame);
        return true;
      case ElementRole::code:
        builder_.flush();
        add_code(frame.node);
        return false;
      default:
        return enter_inline(element, role, frame);
    }
  }

  void enter_section(std::string attributes, Frame& frame) {
    builder_.flush();
    builder_.set_attributes(std::move(attributes));
    frame.leave = Leave::section;
  }

  bool in_data_table() const { return !tables_.empty() && tables_.back(); }

  void enter_container(const GumboElement& element, Frame& frame) {
    const bool table = element.tag == GUMBO_TAG_TABLE;
    const bool table_part = element.tag != GUMBO_TAG_BLOCKQUOTE && element.tag != GUMBO_TAG_DL;
    if (table) tables_.push_back(is_data_table(frame.node));
    if (table_part && !in_data_table()) {
      enter_section({}, frame);
    } else {
      frame.leave = Leave::container;
      frame.name = element_name(element.tag);
      builder_.open(frame.name, {});
    }
    if (table) frame.leave = Leave::table;
  }

  void enter_item(const GumboElement& element, Frame& frame) {
    const bool is_li = element.tag == GUMBO_TAG_LI;
    // An item outside a list, or the caption of a layout table, is a paragraph.
    if ((is_li && lists_.empty()) || (element.tag == GUMBO_TAG_CAPTION && !in_data_table())) {
      return enter_section({}, frame);
    }
    frame.leave = Leave::item;
    builder_.open_item(element_name(element.tag), attributes_of(element), is_li && lists_.back().ordered);
  }

  void enter_single_block(const GumboElement& element, ElementRole role, Frame& frame) {
    if (role == ElementRole::row && !in_data_table()) return enter_section({}, frame);
    builder_.flush();
    ++soft_;
    frame.leave = role == ElementRole::row ? Leave::row : Leave::heading;
    frame.name = element_name(element.tag);
    frame.attributes = attributes_of(element);
  }

  void leave(Frame& frame) {
    switch (frame.leave) {
      case Leave::nothing:
        return;
      case Leave::inline_:
        return run().close_inline();
      case Leave::soft_break:
        return soft_break();
      case Leave::section:
        builder_.flush();
        return builder_.set_attributes({});
      case Leave::container:
        return builder_.close(frame.name);
      case Leave::table:
        tables_.pop_back();
        return *frame.name != '\0' ? builder_.close(frame.name) : builder_.flush();
      case Leave::list:
        lists_.pop_back();
        return soft_ > 0 ? soft_break() : builder_.close(frame.name);
      case Leave::item:
        return builder_.close_item();
      case Leave::heading:
        --soft_;
        return builder_.add_block(BlockType::heading, frame.name, std::move(frame.attributes),
                                  run().take_joined());
      case Leave::cell:
        cells_.push_back({frame.name, std::move(frame.attributes), run().take_joined()});
        return;
      case Leave::row:
        --soft_;
        return builder_.add_block(BlockType::row, frame.name, std::move(frame.attributes), take_row());
    }
  }

  void soft_break() {
    if (!run().empty()) run().add_line_break();
  }

  void add_marker(OpenList& list) {
    run().add_text(list.ordered ? std::to_string(list.next_number++) + ". " : std::string("• "));
  }

  TextRun::Line take_row() {
    TextRun::Line row;
    for (const Cell& cell : cells_) {
      if (!cell.line.text.empty()) {
        if (!row.text.empty()) row.text += " | ";
        row.text += cell.line.text;
      }
      row.html += '<';
      row.html += cell.name;
      row.html += cell.attributes;
      row.html += '>';
      row.html += cell.line.html;
      row.html += "</";
      row.html += cell.name;
      row.html += '>';
    }
    cells_.clear();
    return row;
  }

  void add_code(const GumboNode* node) {
    TextRun::Line line;
    line.text = code_text(node);
    line.html = "<code>";
    append_html_escaped(line.html, line.text);
    line.html += "</code>";
    builder_.add_block(BlockType::code, "pre", {}, std::move(line));
  }

  // Keeps a placeholder such as "<username>", which the author typed as text without escaping it.
  void add_placeholder(const GumboElement& element) {
    const std::string_view tag(element.original_tag.data, element.original_tag.length);
    if (element.attributes.length > 0 || tag.size() < 3 || tag.front() != '<' || tag.back() != '>') return;
    const std::string_view name = tag.substr(1, tag.size() - 2);
    // The parser gives an unclosed element the end tag of its parent, so the end tag's name must match too.
    const std::string_view end_tag(element.original_end_tag.data, element.original_end_tag.length);
    if (end_tag.size() > 2 && end_tag.substr(2, name.size()) == name) return;
    const bool plain = std::all_of(name.begin(), name.end(),
                                   [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; });
    if (plain) run().add_text(tag);
  }

  void note_image(const GumboElement& image, const GumboElement& parent) {
    if (soft_ == 0) builder_.note_image(image_text(image, parent));
  }

  HtmlOutlineOptions options_;
  OutlineBuilder builder_;
  std::vector<Frame> frames_;
  std::vector<OpenList> lists_;
  std::vector<bool> tables_;  // for each open table: true if it is a data table, whose rows are blocks
  std::vector<Cell> cells_;   // of the open row
  unsigned soft_ = 0;         // number of open headings and rows
};

}  // namespace

Outline outline_of_html(const GumboNode* root, const HtmlOutlineOptions& options) {
  return HtmlOutliner(options).outline(root);
}

}  // namespace callside
