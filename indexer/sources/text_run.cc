#include "indexer/sources/text_run.h"

#include <utility>

#include "indexer/base/html_escape.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/outline.h"

namespace callside {

void TextRun::add_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (may_be_blank(text[at])) {
      if (const Blank blank = blank_at(text, at); blank.bytes != 0) {
        space_ = space_ || blank.space;
        at += blank.bytes;
        continue;
      }
    }
    const std::size_t begin = at;
    do ++at;
    while (at < text.size() && !may_be_blank(text[at]));
    put(text.substr(begin, at - begin));
  }
}

void TextRun::put(std::string_view plain) {
  if (breaks_ > 0 && !empty()) {
    end_line();
    if (breaks_ > 1) lines_.emplace_back();
    space_ = false;
  }
  breaks_ = 0;
  if (space_ && !line_.text.empty()) {
    line_.text += ' ';
    line_.html += ' ';
  }
  space_ = false;
  for (Inline& element : inlines_) {
    if (element.written) continue;
    line_.html += '<';
    line_.html += element.name;
    line_.html += element.attributes;
    line_.html += '>';
    element.written = true;
  }
  line_.text += plain;
  append_html_escaped(line_.html, plain);
}

void TextRun::add_line_break() { ++breaks_; }

void TextRun::open_inline(const char* name, std::string attributes) {
  inlines_.push_back({name, std::move(attributes)});
}

void TextRun::close_inline() {
  if (inlines_.back().written) {
    line_.html += "</";
    line_.html += inlines_.back().name;
    line_.html += '>';
  }
  inlines_.pop_back();
}

void TextRun::end_line() {
  for (auto element = inlines_.rbegin(); element != inlines_.rend(); ++element) {
    if (!element->written) continue;
    line_.html += "</";
    line_.html += element->name;
    line_.html += '>';
    element->written = false;
  }
  lines_.push_back(std::exchange(line_, Line{}));
}

std::vector<TextRun::Line> TextRun::take_lines() {
  if (!line_.text.empty()) end_line();
  space_ = false;
  breaks_ = 0;
  return std::exchange(lines_, {});
}

TextRun::Line TextRun::take_joined() {
  std::vector<Line> lines = take_lines();
  if (lines.empty()) return {};
  Line joined = std::move(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].text.empty()) continue;
    joined.text += ' ';
    joined.text += lines[i].text;
    joined.html += "<br>";
    joined.html += lines[i].html;
  }
  return joined;
}

}  // namespace callside
