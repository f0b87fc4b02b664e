#include "indexer/sources/csv/csv_file.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

constexpr std::size_t kHeaderLimit = std::size_t{1} << 20U;

bool is_blank(std::string_view text, char delimiter) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == delimiter;
  });
}

}  // namespace

std::string columns_text(const CsvHeader& header, const std::string& note) {
  // Keys are one line each and have no control characters (see clean_text.h), so "\x1F" can separate them.
  std::string text(1, header.delimiter);
  text += header.kind + '\x1F' + note;
  for (const std::string& key : header.keys) text += '\x1F' + key;
  return text + '\n';
}

Result<CsvFile> CsvFile::open(const std::filesystem::path& path, const std::optional<std::string>& encoding,
                              const SourceMapping& mapping) {
  CALLSIDE_ASSIGN(FoundEncoding found, find_encoding(path));
  // A byte order mark overrides --encoding.
  if (encoding && found.mark == 0) found = {*encoding, 0, false};
  CALLSIDE_ASSIGN(TextDecoder decoder, TextDecoder::open(path, found));
  CsvFile file(std::move(decoder), std::move(found));
  CALLSIDE_TRY(file.read_header(mapping));
  return file;
}

Result<void> CsvFile::read_header(const SourceMapping& mapping) {
  while (window_.size() < kHeaderLimit && window_.find('\n') == std::string::npos) {
    CALLSIDE_ASSIGN(const bool more, decoder_.more(window_));
    if (!more) break;
  }
  // The line "sep=;" that Excel writes.
  if (window_.substr(0, 4) == "sep=" && window_.size() > 5 && (window_[5] == '\r' || window_[5] == '\n')) {
    header_.delimiter = window_[4];
    at_ = std::min(window_.find('\n'), window_.size() - 1) + 1;
    next_line_ = 2;
  } else {
    header_.delimiter = find_delimiter(window_, mapping);
  }
  std::string text;
  CALLSIDE_ASSIGN(const Found found, next_text(text, kHeaderLimit));
  if (found == Found::end)
    return fail(ErrorCode::invalid_input, "the file is empty", "export it again, or remove it");
  if (found != Found::record) {
    return fail(ErrorCode::invalid_input, "the first line, which names the columns, never ends",
                "look for an unclosed quote");
  }
  CALLSIDE_ASSIGN(header_, read_csv_header(text, header_.delimiter, mapping));
  return ok();
}

Result<CsvFile::Found> CsvFile::next_text(std::string& text, std::size_t limit) {
  for (;;) {
    CsvScanner scanner(header_.delimiter);
    text.clear();
    line_ = next_line_;
    bool too_long = false;
    bool any = false;
    for (;;) {
      const std::size_t begin = at_;
      const bool ended = scanner.skip(window_, at_);
      any = any || at_ > begin;
      next_line_ +=
          static_cast<std::size_t>(std::count(window_.begin() + static_cast<std::ptrdiff_t>(begin),
                                              window_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
      too_long = too_long || text.size() + (at_ - begin) > limit;
      if (too_long) {
        std::string().swap(text);
      } else {
        text.append(window_, begin, at_ - begin);
      }
      if (ended) break;
      window_.clear();
      at_ = 0;
      CALLSIDE_ASSIGN(const bool more, decoder_.more(window_));
      if (more) continue;
      if (!any) return Found::end;
      if (scanner.in_quotes()) return Found::unclosed;
      break;
    }
    if (too_long) return Found::too_long;
    if (!is_blank(text, header_.delimiter)) return Found::record;
  }
}

Result<CsvFile::Found> CsvFile::next(std::string& bytes, std::size_t limit) {
  std::string text;
  CALLSIDE_ASSIGN(const Found found, next_text(text, limit));
  if (found != Found::record) return found;
  const bool reports_guess = std::exchange(first_, false) && encoding_.guessed;
  bytes = columns_text(header_, reports_guess ? encoding_.name : "") + text;
  return found;
}

}  // namespace callside
