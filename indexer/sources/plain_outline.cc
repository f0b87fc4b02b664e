#include "indexer/sources/plain_outline.h"

#include <cstring>
#include <string>

#include "indexer/base/html_escape.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/typed_list.h"

namespace callside {

namespace {

class PlainBuilder {
 public:
  void add_line(std::string_view raw) {
    const std::string line = collapse(raw);
    if (line.empty()) {
      end_block();
      return;
    }
    const auto marker = list_marker(line);
    if (marker) {
      begin_item(line, *marker);
    } else if (block_.text.empty()) {
      begin_paragraph(line, raw.front() == ' ' || raw.front() == '\t');
    } else {
      block_.text += ' ';
      block_.text += line;
      append_line(line);
    }
  }

  Outline finish() {
    end_block();
    end_list();
    return std::move(outline_);
  }

 private:
  void begin_item(std::string_view line, const ListMarker& marker) {
    end_block();
    const char* list = marker.ordered ? "ol" : "ul";
    if (list_ == nullptr || std::strcmp(list_, list) != 0) {
      end_list();
      const bool counts_from_one = !marker.ordered || marker.number == 1;
      outline_.push_back(
          open_piece(list, counts_from_one ? "" : " start=\"" + std::to_string(marker.number) + '"'));
      list_ = list;
    }
    element_ = "li";
    block_.type = marker.ordered ? BlockType::step : BlockType::paragraph;
    block_.text = line.substr(marker.length);
    append_html_escaped(html_, block_.text);
  }

  void begin_paragraph(std::string_view line, bool indented) {
    // An indented paragraph below an item belongs to it and does not end the list.
    if (!indented) end_list();
    element_ = list_ != nullptr ? "li" : "p";
    block_.type = BlockType::paragraph;
    block_.text = line;
    append_html_escaped(html_, line);
  }

  void append_line(std::string_view line) {
    html_ += "<br>";
    append_html_escaped(html_, line);
  }

  void end_block() {
    if (block_.text.empty()) return;
    Piece piece;
    piece.type = Piece::Type::block;
    piece.element = element_;
    piece.block = std::move(block_);
    piece.html = std::move(html_);
    outline_.push_back(std::move(piece));
    block_ = Block{};
    html_.clear();
  }

  void end_list() {
    if (list_ != nullptr) outline_.push_back(close_piece(list_));
    list_ = nullptr;
  }

  Outline outline_;
  const char* list_ = nullptr;
  const char* element_ = "p";
  Block block_;
  std::string html_;
};

}  // namespace

Outline outline_of_text(std::string_view text) {
  PlainBuilder builder;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find_first_of("\r\n", at);
    if (end == std::string_view::npos) end = text.size();
    builder.add_line(text.substr(at, end - at));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return builder.finish();
}

}  // namespace callside
