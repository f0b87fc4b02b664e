#pragma once

#include <string>
#include <vector>

#include "indexer/sources/outline.h"
#include "indexer/sources/text_run.h"

namespace callside {

// Builds an outline from a text's elements, passed one after the other. Element names are string literals.
// Not thread-safe.
class OutlineBuilder {
 public:
  // Text of the current block.
  TextRun& run() { return run_; }

  // Ends the current block. It becomes a step if it is the first of an ordered item, else a paragraph.
  void flush();

  // Open and close an element around blocks.
  void open(const char* name, std::string attributes);
  void close(const char* name);
  // Open and close a list item, a definition or a caption. If it has a single block, it becomes that block's
  // element.
  void open_item(const char* name, std::string attributes, bool step);
  void close_item();

  // Adds a complete block. Does nothing if the text is empty.
  void add_block(BlockType type, const char* element, std::string attributes, TextRun::Line line);

  // Sets the attributes of the current paragraph.
  void set_attributes(std::string attributes) { attributes_ = std::move(attributes); }
  // Sets the text of a paragraph that contains only an image. The first call of a paragraph counts.
  void note_image(std::string text);

  Outline take();

 private:
  struct OpenItem {
    std::size_t piece;  // index of its opening piece
    const char* name;
    bool step;              // in an ordered list and still without a block
    bool replaced = false;  // its only block took its place, so no closing piece follows
  };

  void flush(OpenItem* closing);
  void flush_image();
  void add_paragraph(TextRun::Line line, OpenItem* closing);

  Outline outline_;
  TextRun run_;
  std::vector<OpenItem> items_;
  std::string attributes_;
  std::string image_text_;
};

}  // namespace callside
