#include "indexer/sources/outline.h"

#include <utility>

namespace callside {

namespace {

void append_open(std::string& html, const Piece& piece) {
  html += '<';
  html += piece.element;
  html += piece.attributes;
}

void append_close(std::string& html, const char* element) {
  html += "</";
  html += element;
  html += '>';
}

}  // namespace

Content render(Outline outline) {
  Content content;
  std::size_t bytes = 0;
  std::size_t blocks = 0;
  for (const Piece& piece : outline) {
    bytes += piece.html.size() + 40;
    blocks += piece.type == Piece::Type::block && !piece.dropped ? 1U : 0U;
  }
  content.html.reserve(bytes);
  content.blocks.reserve(blocks);

  std::vector<const Piece*> waiting;  // opened, but no block inside yet
  for (Piece& piece : outline) {
    if (piece.type == Piece::Type::open) {
      waiting.push_back(&piece);
    } else if (piece.type == Piece::Type::close) {
      if (!waiting.empty()) {
        waiting.pop_back();
      } else {
        append_close(content.html, piece.element);
      }
    } else if (!piece.dropped) {
      for (const Piece* opened : waiting) {
        append_open(content.html, *opened);
        content.html += '>';
      }
      waiting.clear();
      append_open(content.html, piece);
      content.html += " data-block=\"";
      content.html += std::to_string(content.blocks.size());
      content.html += "\">";
      content.html += piece.html;
      append_close(content.html, piece.element);
      content.blocks.push_back(std::move(piece.block));
    }
  }
  return content;
}

}  // namespace callside
