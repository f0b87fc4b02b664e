#include "indexer/redact/number_label.h"

#include <unicode/uchar.h>

#include <array>
#include <string_view>

#include "indexer/redact/words_before.h"

namespace callside {
namespace {

// The sections of data/number_labels.txt.
struct Labels {
  static WordList section(std::string_view name) { return WordList("number_labels.txt", name); }

  WordList telephone = section("telephone"), calling = section("calling"), number = section("number"),
           possessive = section("possessive"), links = section("links"), identifier = section("identifier"),
           owner = section("owner");
};

const Labels& labels() {
  static const Labels all;
  return all;
}

// Returns the start of the word that ends before units[end], if it is written like a name; otherwise `end`.
std::size_t name_begin(View units, std::size_t end) {
  constexpr std::size_t kLongestName = 30;
  std::size_t begin = end;
  while (is_letter(before(units, begin)) && end - begin < kLongestName) --begin;
  if (end - begin < 2) return end;
  const bool capital = u_isupper(static_cast<UChar32>(units[begin].c)) != 0;
  return capital && u_islower(static_cast<UChar32>(units[begin + 1].c)) != 0 ? begin : end;
}

bool joins_in_signature(char32_t c) { return c == ',' || c == ';' || c == ' '; }

}  // namespace

bool follows_new_one(View units, std::size_t begin) {
  static constexpr std::array<std::u32string_view, 4> kNew{U"new", U"nov*", U"neu*", U"nuev*"};
  static constexpr std::array<std::u32string_view, 6> kIs{U"is", U"one", U"je", U"pa", U"ist", U"es"};
  constexpr int kMaxWords = 3;
  WordsBefore words(units, begin);
  for (int i = 0; i < kMaxWords; ++i) {
    const std::u32string_view word = words.next();
    if (matches_any(word, kNew)) return i > 0;
    if (!matches_any(word, kIs)) return false;
  }
  return false;
}

bool is_in_signature(View units, std::size_t begin, std::size_t end) {
  constexpr char32_t kEmail = taken_by(PersonalKind::email);
  constexpr std::size_t kMaxBetween = 2;
  std::size_t left = begin, right = end;
  while (begin - left < kMaxBetween && joins_in_signature(before(units, left))) --left;
  while (right - end < kMaxBetween && joins_in_signature(at(units, right))) ++right;
  if (before(units, left) == kEmail || at(units, right) == kEmail) return true;
  if (before(units, left) == taken_by(PersonalKind::name)) return true;
  // "Carmen Villasenor 555-0134": without a comma, if only a space is between.
  const bool comma = at(units, left) == ',', space = left + 1 == begin && at(units, left) == ' ';
  if (!comma && !space) return false;
  const std::size_t last_name = name_begin(units, left);
  if (last_name == left || (before(units, last_name) != ' ' && before(units, last_name) != '-')) return false;
  return name_begin(units, last_name - 1) != last_name - 1;
}

NumberLabel label_before(View units, std::size_t position, std::size_t telephone_end) {
  constexpr int kMaxWords = 6, kMaxOthers = 1;
  const Labels& known = labels();
  WordsBefore words(units, position, telephone_end);
  bool number = false;
  int others = 0;
  for (int i = 0; i < kMaxWords; ++i) {
    const std::u32string_view word = words.next();
    if (word.empty()) return NumberLabel::none;
    if (word == WordsBefore::kTelephone) return others == 0 ? NumberLabel::telephone : NumberLabel::none;
    if (matches_any(word, known.telephone)) return NumberLabel::telephone;
    if (others == 0 && matches_any(word, known.calling)) return NumberLabel::telephone;
    if (matches_any(word, known.number)) {
      number = true;
      continue;
    }
    if (matches_any(word, known.identifier) || (number && matches_any(word, known.owner))) {
      return others == 0 && !words.passed_digits() ? NumberLabel::identifier : NumberLabel::none;
    }
    if (number && others == 0 && matches_any(word, known.possessive)) return NumberLabel::telephone;
    if (!matches_any(word, known.links) && !matches_any(word, known.possessive) && ++others > kMaxOthers) {
      return NumberLabel::none;
    }
  }
  return NumberLabel::none;
}

bool telephone_word_follows(View units, std::size_t position) {
  if (at(units, position) == ' ') ++position;
  if (at(units, position) != '(') return false;
  std::size_t end = position + 1;
  while (is_letter(at(units, end)) && end < position + 20) ++end;
  return matches_any(WordsBefore(units, end).next(), labels().telephone);
}

}  // namespace callside
