#include "indexer/sources/outline_builder.h"

#include <algorithm>
#include <utility>

#include "indexer/base/html_escape.h"
#include "indexer/sources/typed_list.h"

namespace callside {

namespace {

// Two line breaks start a new paragraph; so does one before a line of a typed list.
std::vector<TextRun::Line> split_paragraphs(std::vector<TextRun::Line> lines) {
  if (lines.size() < 2) return lines;
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

}  // namespace

void OutlineBuilder::flush() { flush(nullptr); }

void OutlineBuilder::flush(OpenItem* closing) {
  if (run_.empty()) {
    run_.take_lines();
    flush_image();
    return;
  }
  image_text_.clear();
  std::vector<TextRun::Line> paragraphs = split_paragraphs(run_.take_lines());
  const bool alone = closing != nullptr && paragraphs.size() == 1 && closing->piece + 1 == outline_.size();
  for (TextRun::Line& paragraph : paragraphs) add_paragraph(std::move(paragraph), alone ? closing : nullptr);
}

void OutlineBuilder::add_paragraph(TextRun::Line line, OpenItem* closing) {
  OpenItem* item = items_.empty() ? nullptr : &items_.back();
  const bool step = item != nullptr && std::exchange(item->step, false);
  const BlockType type = step ? BlockType::step : BlockType::paragraph;
  if (closing == nullptr) return add_block(type, "p", attributes_, std::move(line));
  std::string attributes = std::move(outline_.back().attributes);
  outline_.pop_back();
  closing->replaced = true;
  add_block(type, closing->name, std::move(attributes), std::move(line));
}

void OutlineBuilder::open(const char* name, std::string attributes) {
  flush();
  outline_.push_back(open_piece(name, std::move(attributes)));
}

void OutlineBuilder::close(const char* name) {
  flush();
  outline_.push_back(close_piece(name));
}

void OutlineBuilder::open_item(const char* name, std::string attributes, bool step) {
  flush();
  items_.push_back({outline_.size(), name, step});
  outline_.push_back(open_piece(name, std::move(attributes)));
}

void OutlineBuilder::close_item() {
  flush(&items_.back());
  const OpenItem item = items_.back();
  items_.pop_back();
  if (!item.replaced) outline_.push_back(close_piece(item.name));
}

void OutlineBuilder::add_block(BlockType type, const char* element, std::string attributes,
                               TextRun::Line line) {
  if (line.text.empty()) return;
  Piece piece;
  piece.type = Piece::Type::block;
  piece.element = element;
  piece.attributes = std::move(attributes);
  piece.block.type = type;
  if (type == BlockType::heading) piece.block.level = static_cast<std::uint8_t>(element[1] - '0');
  piece.block.text = std::move(line.text);
  piece.html = std::move(line.html);
  outline_.push_back(std::move(piece));
}

void OutlineBuilder::note_image(std::string text) {
  if (image_text_.empty()) image_text_ = std::move(text);
}

void OutlineBuilder::flush_image() {
  if (image_text_.empty()) return;
  TextRun::Line line;
  line.text = std::exchange(image_text_, {});
  append_html_escaped(line.html, line.text);
  add_block(BlockType::paragraph, "p", {}, std::move(line));
}

Outline OutlineBuilder::take() {
  flush();
  make_typed_lists(outline_);
  return std::move(outline_);
}

}  // namespace callside
