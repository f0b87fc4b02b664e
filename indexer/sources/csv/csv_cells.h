#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Comma-separated values as RFC 4180 has them, with any delimiter: a cell in quotes may hold delimiters, line
// ends and doubled quotes. A quote inside of a cell that doesn't begin with one is a character like others.

// Where records end. Give it the text in parts.
class CsvScanner {
 public:
  explicit CsvScanner(char delimiter) : delimiter_(delimiter) {}

  // Takes bytes from `at` on, up to behind the line feed that ends the record, or to the text's end; true:
  // the record has ended.
  bool skip(std::string_view text, std::size_t& at);
  // Inside of quotes that nothing has closed.
  bool in_quotes() const { return state_ == State::quoted; }

 private:
  enum class State { begin, plain, quoted, behind_quote };
  char delimiter_;
  State state_ = State::begin;
};

// The cells of one record, without its line end.
std::vector<std::string> csv_cells(std::string_view record, char delimiter);

}  // namespace callside
