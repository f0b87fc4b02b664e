#include "indexer/sources/csv/csv_cells.h"

namespace callside {

bool CsvScanner::skip(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    const char c = text[at++];
    if (state_ == State::quoted) {
      if (c == '"') state_ = State::after_quote;
    } else if (c == '\n') {
      state_ = State::begin;
      return true;
    } else if (c == delimiter_) {
      state_ = State::begin;
    } else if (c == '"' && (state_ == State::begin || state_ == State::after_quote)) {
      // A quote after a closing quote is a doubled one, and the quoted part goes on.
      state_ = State::quoted;
    } else {
      state_ = State::plain;
    }
  }
  return false;
}

std::vector<std::string> csv_cells(std::string_view record, char delimiter) {
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  std::vector<std::string> cells(1);
  bool begins = true;
  bool quoted = false;
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    const bool quote = c == '"';
    if (quoted && quote && at + 1 < record.size() && record[at + 1] == '"') {
      cells.back() += '"';
      ++at;
    } else if (quoted) {
      if (quote) {
        quoted = false;
      } else {
        cells.back() += c;
      }
    } else if (c == delimiter) {
      cells.emplace_back();
      begins = true;
      continue;
    } else if (quote && begins) {
      quoted = true;
    } else {
      cells.back() += c;
    }
    begins = false;
  }
  return cells;
}

}  // namespace callside
