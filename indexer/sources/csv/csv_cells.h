#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Splits comma-separated values (RFC 4180), with any delimiter. A cell in quotes may contain delimiters, line
// ends and doubled quotes. In a cell that does not begin with a quote, quotes are ordinary characters.

// Reads a text that is passed in parts.
class CsvScanner {
 public:
  enum class Step {
    text,  // the byte belongs to the cell; of a doubled quote, only the second byte does
    quote,
    delimiter,
    end,  // the line feed that ends the record
  };

  explicit CsvScanner(char delimiter) : delimiter_(delimiter) {}

  // Returns the meaning of the next byte.
  Step take(char c);
  // Moves `at` past the line feed that ends the record, or to the end of the text. Returns true if the record
  // has ended.
  bool skip(std::string_view text, std::size_t& at);
  // Returns true inside an open quote.
  bool in_quotes() const { return state_ == State::quoted; }

 private:
  enum class State { begin, plain, quoted, after_quote };
  char delimiter_;
  State state_ = State::begin;
};

// Returns the cells of one record. Drops its line end.
std::vector<std::string> csv_cells(std::string_view record, char delimiter);

}  // namespace callside
