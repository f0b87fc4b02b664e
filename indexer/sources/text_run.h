#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Collects the text of one block, both as plain text with white space collapsed and as HTML with the open
// inline elements around it. Never writes elements that turn out empty.
class TextRun {
 public:
  struct Line {
    std::string text, html;
  };

  // Appends text, escaped and with white space collapsed.
  void add_text(std::string_view text);
  void add_line_break();
  // `name` is a string literal. `attributes` are sanitised, each with a space before it.
  void open_inline(const char* name, std::string attributes);
  void close_inline();

  bool empty() const { return lines_.empty() && line_.text.empty(); }
  // Returns the lines so far and clears the run; its inline elements stay open. Two or more line breaks in a
  // row give an empty line.
  std::vector<Line> take_lines();
  // Like take_lines(), but joins the lines by a space in the text and by <br> in the HTML.
  Line take_joined();

 private:
  struct Inline {
    const char* name;
    std::string attributes;
    bool written = false;  // in the current line
  };

  void put(std::string_view plain);
  void end_line();

  std::vector<Line> lines_;
  Line line_;
  std::vector<Inline> inlines_;
  bool space_ = false;
  unsigned breaks_ = 0;
};

}  // namespace callside
