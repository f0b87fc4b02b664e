#include "indexer/format/block_html.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "indexer/base/html_escape.h"

namespace callside {
namespace {

constexpr std::array<std::string_view, 6> kHeadings{"h1", "h2", "h3", "h4", "h5", "h6"};

void append_escaped(std::string& html, std::string_view text) { append_html_escaped(html, text, "&<>\"'"); }

class Writer {
 public:
  std::string write(std::span<const Block> blocks, std::size_t first) {
    for (std::size_t n = 0; n < blocks.size(); ++n) write_block(blocks[n], first + n);
    close_group();
    return std::move(html_);
  }

 private:
  void write_block(const Block& block, std::size_t n) {
    if (block.type != group_) close_group();
    std::string number = " data-block=\"";
    number.append(std::to_string(n)).append("\">");
    switch (block.type) {
      case BlockType::paragraph:
        write_element("p", number, block.text);
        break;
      case BlockType::heading:
        steps_ = 0;
        write_element(kHeadings[std::clamp<std::size_t>(block.level, 1, 6) - 1], number, block.text);
        break;
      case BlockType::code:
        html_.append("<pre").append(number).append("<code>");
        append_escaped(html_, block.text);
        html_ += "</code></pre>";
        break;
      case BlockType::step:
        if (group_ != block.type) open_list();
        ++steps_;
        write_element("li", number, block.text);
        break;
      case BlockType::row:
        if (group_ != block.type) html_ += "<table>";
        write_row(number, block.text);
        break;
    }
    group_ = block.type;
  }

  void open_list() {
    if (steps_ == 0) {
      html_ += "<ol>";
    } else {
      html_.append("<ol start=\"").append(std::to_string(steps_ + 1)).append("\">");
    }
  }

  void write_element(std::string_view name, std::string_view number, std::string_view text) {
    html_.append("<").append(name).append(number);
    append_escaped(html_, text);
    html_.append("</").append(name).append(">");
  }

  void write_row(std::string_view number, std::string_view text) {
    constexpr std::string_view kBetweenCells = " | ";
    html_ += "<tr";
    html_ += number;
    while (true) {
      const std::size_t end = text.find(kBetweenCells);
      html_ += "<td>";
      append_escaped(html_, text.substr(0, end));
      html_ += "</td>";
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + kBetweenCells.size());
    }
    html_ += "</tr>";
  }

  void close_group() {
    if (group_ == BlockType::step) html_ += "</ol>";
    if (group_ == BlockType::row) html_ += "</table>";
    group_ = BlockType::paragraph;
  }

  std::string html_;
  BlockType group_ = BlockType::paragraph;  // of the last block; the element of steps and rows is still open
  std::size_t steps_ = 0;                   // since the last heading
};

}  // namespace

std::string html_of(std::span<const Block> blocks, std::size_t first) {
  return Writer().write(blocks, first);
}

std::string ticket_html(const StoredDocument& ticket) {
  std::vector<Block> question, resolution;
  for (std::size_t i = 0; i < ticket.blocks().size(); ++i) {
    const StoredDocument::BlockRecord& record = ticket.blocks()[i];
    const bool is_question = static_cast<Field>(record.field) == Field::question;
    (is_question ? question : resolution)
        .push_back({static_cast<BlockType>(record.type), record.level, std::string(ticket.block_text(i))});
  }
  return "<section data-part=\"question\">" + html_of(question) +
         "</section><section data-part=\"resolution\">" + html_of(resolution, question.size()) + "</section>";
}

}  // namespace callside
