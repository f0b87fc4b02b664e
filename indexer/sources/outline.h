#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// An intermediate form of a text before it becomes Content: its blocks in reading order, and the elements
// that open and close around them. Element names are always literals of this program, never text from the
// source.
struct Piece {
  enum class Type { open, close, block };
  Type type = Type::open;
  const char* element = "";  // block: the element that carries data-block
  std::string attributes;    // sanitised, each with a space before it: ` start="3"`
  Block block;
  std::string html;      // block: sanitised, the content of `element`
  bool dropped = false;  // block: litter; not rendered
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

// Numbers the blocks that are not dropped and writes the HTML. Omits elements that contain no block.
Content render(Outline outline);

}  // namespace callside
