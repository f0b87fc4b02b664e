#include "indexer/sources/record_lines.h"

#include <algorithm>
#include <cctype>

namespace callside {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
// A larger record is not searched, which would take the product of its size and what is looked for.
constexpr std::size_t kMostSearched = std::size_t{1} << 20U;
// How far in front of a value the word before it may stand: a line and its markup.
constexpr std::size_t kReach = 80;

bool is_between(char c) { return std::string_view(" \t\r\n*_`\\").find(c) != kNowhere; }
bool is_word_sign(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

}  // namespace

RecordLines::RecordLines(const RawRecord& record)
    : record_(record),
      searched_(record.pieces.empty() && record.bytes.size() <= kMostSearched ? std::string_view(record.bytes)
                                                                              : std::string_view()) {}

std::uint32_t RecordLines::line_at(std::size_t byte) const {
  std::size_t line = record_.place.line;
  if (byte != kNowhere) line += static_cast<std::size_t>(std::ranges::count(searched_.substr(0, byte), '\n'));
  return static_cast<std::uint32_t>(line);
}

std::uint32_t RecordLines::of(std::string_view text) const { return line_at(searched_.find(text)); }

std::uint32_t RecordLines::of_key(const std::string& key) const {
  const std::size_t at = searched_.find("\n" + key + ":");
  return line_at(at == kNowhere ? kNowhere : at + 1);
}

std::size_t RecordLines::match(std::size_t at, std::string_view value) const {
  for (const char c : value) {
    if (is_between(c)) continue;
    while (at < searched_.size() && searched_[at] != c && is_between(searched_[at])) ++at;
    if (at >= searched_.size() || searched_[at] != c) return kNowhere;
    ++at;
  }
  return at;
}

std::uint32_t RecordLines::of_value(std::string_view value, std::string_view before) {
  const std::size_t begin = value.find_first_not_of(" *_`\\");
  if (begin == kNowhere) return line_at(kNowhere);
  value.remove_prefix(begin);
  std::size_t& behind = behind_.try_emplace(std::string(value), 0).first->second;
  std::size_t found = kNowhere;
  std::size_t end = 0;
  for (std::size_t at = searched_.find(value.front(), behind); at != kNowhere;
       at = searched_.find(value.front(), at + 1)) {
    if (at > 0 && is_word_sign(searched_[at - 1]) && is_word_sign(value.front())) continue;
    const std::size_t last = match(at, value);
    if (last == kNowhere ||
        (last < searched_.size() && is_word_sign(searched_[last]) && is_word_sign(value.back())))
      continue;
    const std::size_t reach = std::min(at, kReach);
    const bool is_behind_it = searched_.substr(at - reach, reach).find(before) != kNowhere;
    if (found != kNowhere && !is_behind_it) continue;
    found = at;
    end = last;
    if (is_behind_it) break;
  }
  if (found != kNowhere) behind = end;
  return line_at(found);
}

}  // namespace callside
