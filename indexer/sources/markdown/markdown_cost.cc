#include "indexer/sources/markdown/markdown_cost.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace callside {

namespace {

// Each limit keeps the work that it bounds below a second on one core of 2020.
constexpr std::uint64_t kReferenceBytes = std::uint64_t{256} << 20U;  // of targets; cmark aborts at 1 GiB
constexpr std::uint64_t kBracketPairs = 50'000'000;  // images open at the end of a link, over all links
constexpr std::uint64_t kWordWork = 500'000'000;
constexpr std::uint64_t kAddresses = 200'000;  // "@" signs, at 2 µs each
constexpr std::uint64_t kColumnPairs = 200'000'000;
constexpr std::uint64_t kEmptyCells = 200'000;  // added to fill the short rows of tables
constexpr std::size_t kNestedMarkers = 20'000;
constexpr std::size_t kLongWord = 1'000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

// Characters of a container's marker or of a table's delimiter row.
bool is_marker(char c) { return c == '>' || c == '-' || c == '+' || c == '*' || is_blank(c); }

class MarkdownMeter {
 public:
  explicit MarkdownMeter(std::string_view text) : text_(text) {}

  bool too_costly() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(at, text_.substr(at, end - at));
      if (costly_) return true;
      at = end + 1;
    }
    end_paragraph();
    costly_ = costly_ || bracket_pairs_ > kBracketPairs || largest_target_ * brackets_ > kReferenceBytes;
    return costly_;
  }

 private:
  void read_line(std::size_t at, std::string_view line) {
    std::size_t pipes = 0;
    std::size_t markers = 0;
    std::size_t word = 0;
    std::size_t closers = 0;
    bool only_delimiters = true;
    bool in_prefix = true;
    bool blank = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (is_blank(c)) {
        end_word(i - word, closers);
        word = i + 1;
        closers = 0;
        continue;
      }
      blank = false;
      in_prefix = in_prefix && is_marker(c);
      markers += in_prefix ? 1U : 0U;
      only_delimiters = only_delimiters && (c == '|' || c == ':' || is_marker(c));
      if (c == '|') ++pipes;
      if (c == '@') ++addresses_;
      if (c == ')' || c == ';') ++closers;
      if (c == '[') read_bracket(at + i, i > 0 && line[i - 1] == '!');
      if (c == '(' && i > 0 && line[i - 1] == ']') ++links_;
    }
    end_word(line.size() - word, closers);
    if (blank) {
      end_paragraph();
    } else {
      read_row(pipes, only_delimiters && pipes > 0 && line.find('-') != std::string_view::npos);
    }
    costly_ = costly_ || markers > kNestedMarkers || word_work_ > kWordWork || addresses_ > kAddresses ||
              column_pairs_ > kColumnPairs || cells_ > kEmptyCells + 2 * pipes_;
  }

  // cmark scans an autolink once for each closing bracket at its end.
  void end_word(std::size_t length, std::size_t closers) {
    if (length > kLongWord) word_work_ += length * closers;
  }

  void read_bracket(std::size_t at, bool image) {
    ++brackets_;
    if (image) ++images_;
    const std::size_t label = text_.substr(at, kLongWord).find(']');  // CommonMark: at most 999 characters
    if (label == std::string_view::npos || text_.substr(at + label, 2) != "]:") return;
    const std::size_t size = definition_size(at + label + 2);
    largest_target_ = std::max<std::uint64_t>(largest_target_, size);
    word_work_ += size / 8;
  }

  // Returns the bytes of a reference's target and title.
  std::size_t definition_size(std::size_t begin) const {
    const std::size_t target = skip_space(begin);
    const std::size_t target_end = std::min(text_.find_first_of(" \t\r\n", target), text_.size());
    const std::size_t title = skip_space(target_end);
    if (title >= text_.size()) return target_end - begin;
    const char quote = text_[title] == '(' ? ')' : text_[title];
    if (quote != '"' && quote != '\'' && quote != ')') return target_end - begin;
    const std::size_t title_end = std::min(text_.find(quote, title + 1), text_.size());
    return title_end - begin;
  }

  std::size_t skip_space(std::size_t at) const {
    return std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
  }

  void read_row(std::size_t pipes, bool delimiters) {
    if (delimiters) {
      columns_ = std::max<std::uint64_t>(columns_, pipes + 1);
      column_pairs_ += (pipes + 1) * (pipes + 1);
    }
    cells_ += columns_;
    pipes_ += columns_ > 0 ? pipes + 1 : 0;
  }

  void end_paragraph() {
    bracket_pairs_ += images_ * links_;
    images_ = 0;
    links_ = 0;
    columns_ = 0;
  }

  std::string_view text_;
  bool costly_ = false;
  // Counts of the current paragraph
  std::uint64_t images_ = 0;
  std::uint64_t links_ = 0;
  std::uint64_t columns_ = 0;
  // Counts of the whole text
  std::uint64_t brackets_ = 0;
  std::uint64_t largest_target_ = 0;
  std::uint64_t bracket_pairs_ = 0;
  std::uint64_t word_work_ = 0;
  std::uint64_t addresses_ = 0;
  std::uint64_t column_pairs_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t pipes_ = 0;
};

}  // namespace

bool is_too_costly_markdown(std::string_view markdown) { return MarkdownMeter(markdown).too_costly(); }

}  // namespace callside
