#include "indexer/redact/words_before.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "indexer/redact/data_files.h"

namespace callside {
namespace {

bool is_telephone_symbol(char32_t c) {
  return c == 0x260E || c == 0x260F || c == 0x2706 || (c >= 0x1F4DE && c <= 0x1F4DF) || c == 0x1F4F1 ||
         c == 0x1F4F2 || (c >= 0x1F57D && c <= 0x1F57F);
}

bool matches(std::u32string_view word, std::u32string_view pattern) {
  const bool open_begin = pattern.front() == '*', open_end = pattern.back() == '*';
  if (open_begin) pattern.remove_prefix(1);
  if (open_end) pattern.remove_suffix(1);
  if (open_begin && open_end) return word.find(pattern) != std::u32string_view::npos;
  if (open_begin) return word.ends_with(pattern);
  return open_end ? word.starts_with(pattern) : word == pattern;
}

}  // namespace

std::u32string_view WordsBefore::next() {
  // "tel." is an abbreviation; a longer word with a full stop and a space after it ends another sentence.
  constexpr std::size_t kLongestAbbreviation = 5;
  constexpr std::u32string_view kJoins = U",;/|&";
  bool full_stop = false;
  for (std::size_t gap = 0; !is_letter(before(units_, position_)); ++gap, --position_) {
    const char32_t c = before(units_, position_);
    if (c == taken_by(PersonalKind::telephone) || (position_ > 0 && position_ == telephone_end_)) {
      --position_;
      return joined_ ? kTelephone : std::u32string_view();
    }
    if (c == '\n' || c == '!' || gap > kLongestGap) return {};
    if (is_telephone_symbol(c)) {
      --position_;
      return U"tel";
    }
    if (c == '.' && at(units_, position_) == ' ') full_stop = true;
    if (is_digit(c)) passed_digits_ = true;
    if (kJoins.find(c) != std::u32string_view::npos) joined_ = true;
  }
  const std::size_t end = position_;
  while (is_letter(before(units_, position_))) {
    if (end - position_ == kLongestWord) return {};
    --position_;
  }
  if (full_stop && end - position_ > kLongestAbbreviation) return {};
  for (std::size_t i = position_; i < end; ++i) {
    word_[i - position_] = static_cast<char32_t>(u_tolower(static_cast<UChar32>(units_[i].c)));
  }
  joined_ = true;
  return {word_.data(), end - position_};
}

bool matches_any(std::u32string_view word, std::span<const std::u32string_view> patterns) {
  return std::ranges::any_of(patterns, [word](auto pattern) { return matches(word, pattern); });
}

WordList::WordList(std::string_view file, std::string_view section) {
  std::vector<std::size_t> ends;
  for_each_entry(data_text(redact_data(), file), [&](std::string_view in, std::string_view word) {
    if (in != section) return;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(word.data());
    for (std::size_t i = 0; i < word.size();) {
      UChar32 c = 0;
      U8_NEXT_UNSAFE(bytes, i, c);
      letters_ += static_cast<char32_t>(c);
    }
    ends.push_back(letters_.size());
  });
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    words_.push_back(std::u32string_view(letters_).substr(begin, end - begin));
    begin = end;
  }
}

}  // namespace callside
