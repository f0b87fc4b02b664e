#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// The text of one block while it is being read: as plain text with its white space collapsed, and as HTML
// with the inline elements that are open around it. Elements that turn out empty are never written.
class TextRun {
 public:
  struct Line {
    std::string text, html;
  };

  // Escapes and collapses.
  void add_text(std::string_view text);
  void add_line_break();
  // `name`: a string literal. `attributes`: sanitised, each with a space before it.
  void open_inline(const char* name, std::string attributes);
  void close_inline();

  bool empty() const { return lines_.empty() && line_.text.empty(); }
  // The lines so far, and an empty run in which the same inline elements are open. Empty lines stand where
  // two or more line breaks follow each other.
  std::vector<Line> take_lines();
  // The same as one line: joined by a space in the text, by <br> in the HTML.
  Line take_joined();

 private:
  struct Inline {
    const char* name;
    std::string attributes;
    bool written = false;  // in the present line
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
