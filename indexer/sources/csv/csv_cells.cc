#include "indexer/sources/csv/csv_cells.h"

namespace callside {

CsvScanner::Step CsvScanner::take(char c) {
  if (state_ == State::quoted) {
    if (c != '"') return Step::text;
    state_ = State::after_quote;
    return Step::quote;
  }
  if (c == '\n' || c == delimiter_) {
    state_ = State::begin;
    return c == '\n' ? Step::end : Step::delimiter;
  }
  if (c == '"' && state_ != State::plain) {
    // A quote after a closing quote is a doubled one, and the quoted part goes on.
    const bool doubled = state_ == State::after_quote;
    state_ = State::quoted;
    return doubled ? Step::text : Step::quote;
  }
  state_ = State::plain;
  return Step::text;
}

bool CsvScanner::skip(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    if (take(text[at++]) == Step::end) return true;
  }
  return false;
}

std::vector<std::string> csv_cells(std::string_view record, char delimiter) {
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  std::vector<std::string> cells(1);
  CsvScanner scanner(delimiter);
  for (const char c : record) {
    const CsvScanner::Step step = scanner.take(c);
    if (step == CsvScanner::Step::text) cells.back() += c;
    if (step == CsvScanner::Step::delimiter) cells.emplace_back();
  }
  return cells;
}

}  // namespace callside
