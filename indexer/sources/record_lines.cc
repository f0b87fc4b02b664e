#include "indexer/sources/record_lines.h"

#include <algorithm>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

constexpr std::size_t kNotFound = std::string_view::npos;
// Larger records are not searched: the cost is the product of the record's size and the length of the value.
constexpr std::size_t kMaxSearchedBytes = std::size_t{1} << 20U;
// Longest distance between a value and the word before it, in bytes: one line with its markup.
constexpr std::size_t kMaxWordDistance = 80;

bool is_ignored(char c) { return std::string_view(" \t\r\n*_`\\").find(c) != kNotFound; }

}  // namespace

RecordLines::RecordLines(const RawRecord& record)
    : record_(record),
      searched_(record.pieces.empty() && record.bytes.size() <= kMaxSearchedBytes
                    ? std::string_view(record.bytes)
                    : std::string_view()) {}

std::uint32_t RecordLines::line_at(std::size_t byte) const {
  std::size_t line = record_.place.line;
  if (byte != kNotFound)
    line += static_cast<std::size_t>(std::ranges::count(searched_.substr(0, byte), '\n'));
  return static_cast<std::uint32_t>(line);
}

std::uint32_t RecordLines::of(std::string_view text) const { return line_at(searched_.find(text)); }

std::uint32_t RecordLines::of_key(const std::string& key) const {
  const std::size_t at = searched_.find("\n" + key + ":");
  return line_at(at == kNotFound ? kNotFound : at + 1);
}

std::size_t RecordLines::match(std::size_t at, std::string_view value) const {
  for (const char c : value) {
    if (is_ignored(c)) continue;
    while (at < searched_.size() && searched_[at] != c && is_ignored(searched_[at])) ++at;
    if (at >= searched_.size() || searched_[at] != c) return kNotFound;
    ++at;
  }
  return at;
}

std::uint32_t RecordLines::of_value(std::string_view value, std::string_view before) {
  const std::size_t begin = value.find_first_not_of(" *_`\\");
  if (begin == kNotFound) return line_at(kNotFound);
  value.remove_prefix(begin);
  std::size_t& next_search = next_search_.try_emplace(std::string(value), 0).first->second;
  std::size_t found = kNotFound;
  std::size_t end = 0;
  for (std::size_t at = searched_.find(value.front(), next_search); at != kNotFound;
       at = searched_.find(value.front(), at + 1)) {
    if (at > 0 && is_ascii_alphanumeric(searched_[at - 1]) && is_ascii_alphanumeric(value.front())) continue;
    const std::size_t last = match(at, value);
    if (last == kNotFound || (last < searched_.size() && is_ascii_alphanumeric(searched_[last]) &&
                              is_ascii_alphanumeric(value.back())))
      continue;
    const std::size_t reach = std::min(at, kMaxWordDistance);
    const bool follows_word = searched_.substr(at - reach, reach).find(before) != kNotFound;
    if (found != kNotFound && !follows_word) continue;
    found = at;
    end = last;
    if (follows_word) break;
  }
  if (found != kNotFound) next_search = end;
  return line_at(found);
}

}  // namespace callside
