#include "indexer/sources/html_outline.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/sources/allowed_html.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/html_code.h"
#include "indexer/sources/html_tree.h"
#include "indexer/sources/html_visibility.h"
#include "indexer/sources/litter.h"
#include "indexer/sources/table_shape.h"
#include "indexer/sources/text_run.h"
#include "indexer/sources/typed_list.h"

namespace callside {

namespace {

// What is to be done when the walk leaves an element.
enum class Leave { nothing, inline_, soft_break, section, container, list, item, heading, row, cell, table };

struct Frame {
  const GumboNode* node;
  unsigned next_child = 0;
  Leave leave = Leave::nothing;
  const char* name = "";     // container, list, item, heading, cell
  std::string attributes{};  // heading, cell
};

// An open li, dt, dd or caption.
struct OpenItem {
  std::size_t piece;  // where it opened; the block that replaces it, if it holds nothing else
  const char* name;
  bool step;              // holds a step that has not been read yet
  bool replaced = false;  // by a block: no closing piece follows
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

class OutlineWalk {
 public:
  explicit OutlineWalk(const HtmlOutlineOptions& options) : options_(options) {}

  Outline walk(const GumboNode* root) {
    frames_.push_back({root});
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const GumboVector& children = frame.node->v.element.children;
      if (frame.next_child < children.length) {
        visit(frame.node, static_cast<const GumboNode*>(children.data[frame.next_child++]));
      } else {
        const Frame left = std::move(frame);
        frames_.pop_back();
        leave(left);
      }
    }
    flush();
    make_typed_lists(outline_);
    return std::move(outline_);
  }

 private:
  void visit(const GumboNode* parent, const GumboNode* node) {
    if (is_text(node)) {
      run_.add_text(node->v.text.text);
    } else if (is_element(node)) {
      enter(parent->v.element, node);
    }
  }

  void enter(const GumboElement& parent, const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML || is_litter_element(element, options_.page)) return;
    if (is_hidden(element)) {
      if (!is_switch(parent)) return;
      if (is_inline_switch(parent) && !run_.empty() && is_later_variant(parent, node)) run_.add_text("/");
    }
    const ElementRole role = role_of(element.tag);
    if (role == ElementRole::gone || (options_.page && stands_around_text(element.tag))) return;
    Frame frame{node};
    if (soft_ > 0) {
      if (!enter_soft(element, role, frame)) return;
    } else if (!enter_block(element, role, frame)) {
      return;
    }
    frames_.push_back(std::move(frame));
  }

  static bool stands_around_text(GumboTag tag) {
    return tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE;
  }

  // Elements that are the same inside and outside of a heading or row. False: nothing of it is to be walked.
  bool enter_inline(const GumboElement& element, ElementRole role, Frame& frame) {
    switch (role) {
      case ElementRole::line_break:
        run_.add_line_break();
        return false;
      case ElementRole::image:
        note_image(element);
        return false;
      case ElementRole::inline_:
        run_.open_inline(element_name(element.tag), allowed_attributes(element, options_.links));
        frame.leave = Leave::inline_;
        return true;
      case ElementRole::unknown:
        add_placeholder(element);
        return true;
      default:
        return true;
    }
  }

  // Inside a heading or a cell there is one block: what would be blocks elsewhere are its lines.
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
        if (element.tag == GUMBO_TAG_LI && !lists_.empty()) {
          OpenList& list = lists_.back();
          run_.add_text(list.ordered ? std::to_string(list.next_number++) + ". " : std::string("• "));
        }
        frame.leave = Leave::soft_break;
        return true;
      case ElementRole::cell:
        enter_cell(element, frame);
        return true;
      default:
        return enter_inline(element, role, frame);
    }
  }

  bool enter_block(const GumboElement& element, ElementRole role, Frame& frame) {
    switch (role) {
      case ElementRole::separator:
        flush();
        return false;
      case ElementRole::section:
        flush();
        attributes_ =
            element.tag == GUMBO_TAG_P ? allowed_attributes(element, options_.links) : std::string();
        frame.leave = Leave::section;
        return true;
      case ElementRole::container:
        enter_container(element, frame);
        return true;
      case ElementRole::list:
        flush();
        frame.leave = Leave::list;
        frame.name = element_name(element.tag);
        lists_.push_back({element.tag == GUMBO_TAG_OL});
        outline_.push_back(open_piece(frame.name, allowed_attributes(element, options_.links)));
        return true;
      case ElementRole::item:
        enter_item(element, frame);
        return true;
      case ElementRole::heading:
        flush();
        ++soft_;
        frame.leave = Leave::heading;
        frame.name = element_name(element.tag);
        frame.attributes = allowed_attributes(element, options_.links);
        return true;
      case ElementRole::code:
        flush();
        add_code(frame.node);
        return false;
      case ElementRole::row:
        enter_row(frame, element);
        return true;
      case ElementRole::cell:
        flush();
        frame.leave = Leave::section;
        return true;
      default:
        return enter_inline(element, role, frame);
    }
  }

  void enter_container(const GumboElement& element, Frame& frame) {
    flush();
    if (element.tag == GUMBO_TAG_TABLE) {
      tables_.push_back(is_data_table(frame.node));
      frame.leave = Leave::table;
      if (tables_.back()) frame.name = "table";
    } else {
      const bool table_part = element.tag != GUMBO_TAG_BLOCKQUOTE && element.tag != GUMBO_TAG_DL;
      frame.leave = Leave::section;
      if (table_part && (tables_.empty() || !tables_.back())) return;
      frame.leave = Leave::container;
      frame.name = element_name(element.tag);
    }
    if (*frame.name != '\0') outline_.push_back(open_piece(frame.name));
  }

  void enter_item(const GumboElement& element, Frame& frame) {
    flush();
    frame.leave = Leave::section;
    const bool is_li = element.tag == GUMBO_TAG_LI;
    // An item outside of a list, or a caption of a table that is taken apart, is a paragraph.
    if (is_li && lists_.empty()) return;
    if (element.tag == GUMBO_TAG_CAPTION && (tables_.empty() || !tables_.back())) return;
    frame.leave = Leave::item;
    frame.name = element_name(element.tag);
    items_.push_back({outline_.size(), frame.name, is_li && lists_.back().ordered});
    outline_.push_back(open_piece(frame.name, allowed_attributes(element, options_.links)));
  }

  void enter_row(Frame& frame, const GumboElement& element) {
    flush();
    frame.leave = Leave::section;
    if (tables_.empty() || !tables_.back()) return;
    frame.leave = Leave::row;
    frame.attributes = allowed_attributes(element, options_.links);
    ++soft_;
    cells_.clear();
  }

  void enter_cell(const GumboElement& element, Frame& frame) {
    frame.leave = Leave::cell;
    frame.name = element_name(element.tag);
    frame.attributes = allowed_attributes(element, options_.links);
  }

  void leave(const Frame& frame) {
    switch (frame.leave) {
      case Leave::nothing:
        return;
      case Leave::inline_:
        run_.close_inline();
        return;
      case Leave::soft_break:
        soft_break();
        return;
      case Leave::section:
        flush();
        attributes_.clear();
        return;
      case Leave::container:
        flush();
        outline_.push_back(close_piece(frame.name));
        return;
      case Leave::table:
        flush();
        tables_.pop_back();
        if (*frame.name != '\0') outline_.push_back(close_piece(frame.name));
        return;
      case Leave::list:
        lists_.pop_back();
        if (soft_ > 0) return soft_break();
        flush();
        outline_.push_back(close_piece(frame.name));
        return;
      case Leave::item:
        leave_item();
        return;
      case Leave::heading:
        --soft_;
        add_block(BlockType::heading, frame.name, frame.attributes, run_.take_joined());
        return;
      case Leave::cell:
        cells_.push_back({frame.name, frame.attributes, run_.take_joined()});
        return;
      case Leave::row:
        --soft_;
        add_row(frame.attributes);
        return;
    }
  }

  void leave_item() {
    flush(&items_.back());
    const OpenItem item = items_.back();
    items_.pop_back();
    if (!item.replaced) outline_.push_back(close_piece(item.name));
  }

  void soft_break() {
    if (!run_.empty()) run_.add_line_break();
  }

  // Ends the block that is being read. `closing`: the item that ends with it.
  void flush(OpenItem* closing = nullptr) {
    if (run_.empty()) {
      run_.take_lines();
      flush_image();
      return;
    }
    image_text_.clear();
    std::vector<TextRun::Line> paragraphs = split_paragraphs(run_.take_lines());
    OpenItem* item = items_.empty() ? nullptr : &items_.back();
    const bool alone = closing != nullptr && paragraphs.size() == 1 && closing->piece + 1 == outline_.size();
    for (TextRun::Line& paragraph : paragraphs) {
      const bool step = item != nullptr && item->step;
      if (item != nullptr) item->step = false;
      const BlockType type = step ? BlockType::step : BlockType::paragraph;
      if (alone) {
        const std::string attributes = std::move(outline_.back().attributes);
        outline_.pop_back();
        closing->replaced = true;
        add_block(type, closing->name, attributes, std::move(paragraph));
      } else {
        add_block(type, "p", attributes_, std::move(paragraph));
      }
    }
  }

  // Two line breaks make a new paragraph; so does one before a line of a typed list.
  static std::vector<TextRun::Line> split_paragraphs(std::vector<TextRun::Line> lines) {
    const auto marked = std::count_if(lines.begin(), lines.end(), [](const TextRun::Line& line) {
      return list_marker(line.text).has_value();
    });
    std::vector<TextRun::Line> paragraphs;
    bool begin = true;
    for (TextRun::Line& line : lines) {
      if (line.text.empty()) {
        begin = true;
        continue;
      }
      if (begin || (marked > 1 && list_marker(line.text))) {
        paragraphs.push_back(std::move(line));
      } else {
        paragraphs.back().text += ' ';
        paragraphs.back().text += line.text;
        paragraphs.back().html += "<br>";
        paragraphs.back().html += line.html;
      }
      begin = false;
    }
    return paragraphs;
  }

  void add_block(BlockType type, const char* element, const std::string& attributes, TextRun::Line line) {
    if (line.text.empty()) return;
    Piece piece;
    piece.type = Piece::Type::block;
    piece.element = element;
    piece.attributes = attributes;
    piece.block.type = type;
    if (type == BlockType::heading) piece.block.level = static_cast<std::uint8_t>(element[1] - '0');
    piece.block.text = std::move(line.text);
    piece.html = std::move(line.html);
    outline_.push_back(std::move(piece));
  }

  void add_code(const GumboNode* node) {
    TextRun::Line line;
    line.text = code_text(node);
    if (line.text.empty()) return;
    line.html = "<code>";
    append_escaped(line.html, line.text);
    line.html += "</code>";
    add_block(BlockType::code, "pre", {}, std::move(line));
  }

  void add_row(const std::string& attributes) {
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
    add_block(BlockType::row, "tr", attributes, std::move(row));
  }

  // "<username>" in a text on the command line is no element of anybody's: it is what the author typed.
  void add_placeholder(const GumboElement& element) {
    if (element.original_end_tag.length > 0 || element.attributes.length > 0) return;
    const std::string_view tag(element.original_tag.data, element.original_tag.length);
    if (tag.size() < 3 || tag.front() != '<' || tag.back() != '>') return;
    const std::string_view name = tag.substr(1, tag.size() - 2);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    });
    if (plain) run_.add_text(tag);
  }

  void note_image(const GumboElement& element) {
    if (soft_ == 0 && image_text_.empty()) image_text_ = image_text(element);
  }

  // A paragraph that holds nothing but a picture says what the picture shows.
  void flush_image() {
    if (image_text_.empty()) return;
    TextRun::Line line;
    line.text = std::exchange(image_text_, {});
    append_escaped(line.html, line.text);
    add_block(BlockType::paragraph, "p", {}, std::move(line));
  }

  HtmlOutlineOptions options_;
  Outline outline_;
  std::vector<Frame> frames_;
  TextRun run_;
  std::string attributes_;  // of the paragraph that is open
  std::string image_text_;
  std::vector<OpenItem> items_;
  std::vector<OpenList> lists_;
  std::vector<bool> tables_;  // open tables: whether their rows are blocks
  std::vector<Cell> cells_;   // of the open row
  unsigned soft_ = 0;         // open headings and rows
};

}  // namespace

Outline outline_of_html(const GumboNode* root, const HtmlOutlineOptions& options) {
  return OutlineWalk(options).walk(root);
}

}  // namespace callside
