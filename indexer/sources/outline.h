#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// A text on its way to Content: its blocks in reading order, with the elements that open and close around
// them. Elements are named by string literals of this program, never by the source's text.
struct Piece {
  enum class Type { open, close, block };
  Type type = Type::open;
  const char* element = "";  // block: the element that carries data-block
  std::string attributes;    // sanitised, each with a space before it: ` start="3"`
  Block block;
  std::string html;      // block: sanitised, what stands inside `element`
  bool dropped = false;  // block: litter, not to be rendered
};

using Outline = std::vector<Piece>;

inline Piece open_piece(const char* element, std::string attributes = {}) {
  Piece piece;
  piece.element = element;
  piece.attributes = std::move(attributes);
  return piece;
}

inline Piece close_piece(const char* element) {
  Piece piece;
  piece.type = Piece::Type::close;
  piece.element = element;
  return piece;
}

// Text escaped for HTML, inside elements and quoted attributes.
void append_escaped(std::string& html, std::string_view text);

// Numbers the blocks that are not dropped and writes the HTML. Elements around no block are left out.
Content render(Outline outline);

}  // namespace callside
