#pragma once

#include <string>
#include <vector>

#include "indexer/sources/outline.h"
#include "indexer/sources/text_run.h"

namespace callside {

// Builds an outline from a text's elements as they come, one after the other. Element names are string
// literals. For one thread.
class OutlineBuilder {
 public:
  // The text of the block that is being read.
  TextRun& run() { return run_; }

  // Ends the block that is being read: a step where it is the first of an ordered item, else a paragraph.
  void flush();

  // Elements around blocks.
  void open(const char* name, std::string attributes);
  void close(const char* name);
  // A list's item, a definition or a caption. One that holds a single block becomes that block's element.
  void open_item(const char* name, std::string attributes, bool step);
  void close_item();

  // A block of its own; nothing where the text is empty.
  void add_block(BlockType type, const char* element, std::string attributes, TextRun::Line line);

  // Of the paragraph that is open.
  void set_attributes(std::string attributes) { attributes_ = std::move(attributes); }
  // What stands for a paragraph that holds nothing but a picture.
  void note_image(std::string text);

  Outline take();

 private:
  struct OpenItem {
    std::size_t piece;  // where it opened
    const char* name;
    bool step;              // of an ordered list, and its first block is still to come
    bool replaced = false;  // by its only block: no closing piece follows
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
