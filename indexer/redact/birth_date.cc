// Dates of birth: a day and a month, with or without a year, beside a word for being born. A date before
// which one must be born ("born before 1 September") is not a date of birth.

#include <optional>

#include "indexer/redact/digit_groups.h"
#include "indexer/redact/word_detectors.h"

namespace callside {
namespace {

struct DateRange {
  std::size_t begin, end;
};

class BirthSearch {
 public:
  BirthSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), findings_(findings) {}

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (!cue.is(Role::birth)) continue;
      const std::size_t begin = words()[cue.first].begin, end = words()[cue.last - 1].end;
      if (begin < floor_) continue;
      auto found = date_after(end);
      if (!found) found = date_before(begin);
      if (!found || found->begin < floor_) continue;
      findings_.push_back({PersonalKind::birth_date, found->begin, found->end});
      floor_ = found->end;
    }
  }

 private:
  const std::vector<CueWord>& words() const { return reading_.words(); }
  bool is_role(std::size_t word, Role wanted) const {
    return word < words().size() && words()[word].is(wanted);
  }

  // Skips joining words, "born to us on the"; no other word may be between.
  std::optional<DateRange> date_after(std::size_t unit) const {
    constexpr std::size_t kMaxLinks = 6;
    constexpr std::u32string_view kSigns = U" .:;,=-)(*/\"";
    for (std::size_t i = 0; i <= kMaxLinks; ++i) {
      const std::size_t begin = skip_short(unit, kSigns);
      if (auto found = date_at(begin)) return found;
      const std::size_t word = reading_.word_from(begin);
      if (word >= words().size() || words()[word].begin != begin) return std::nullopt;
      // "born in Leipzig on": also skips the place.
      const bool place = i > 0 && words()[word].capital && !is_role(word, Role::month);
      // "geboren bin ich am", "rojena sem"
      const bool short_word = words()[word].is(Role::ordinary) && words()[word].size() <= 6 &&
                              !words()[word].capital && !is_role(word, Role::month);
      const bool joins = short_word || is_role(word, Role::links) || is_role(word, Role::birth) ||
                         is_role(word, Role::name_word) || place || is_place_word(word);
      if (!joins || (is_role(word, Role::cut_off) && !is_role(word, Role::links))) return std::nullopt;
      unit = words()[word].end;
    }
    return std::nullopt;
  }

  bool is_place_word(std::size_t word) const {
    return words()[word].size() <= 3 && (is_role(word, Role::particle) || is_role(word, Role::leads_to) ||
                                         is_role(word, Role::street_before));
  }

  // A date may be on the next line, but not further down.
  std::size_t skip_short(std::size_t unit, std::u32string_view signs) const {
    constexpr std::size_t kMost = 6;
    std::size_t end = unit, lines = 0;
    while (end < unit + kMost &&
           (signs.find(reading_.at(end)) != std::u32string_view::npos ||
            (reading_.at(end) == '\n' && end < reading_.units().size() && ++lines == 1)))
      ++end;
    return end;
  }

  // "12. 3. 2015 rojen", "am 12.03.2015 geboren"
  std::optional<DateRange> date_before(std::size_t unit) const {
    constexpr std::size_t kLongestDate = 32;
    std::size_t end = reading_.skip_back(unit, U" ,(");
    // "2 Feb 2009 is his birthday"
    constexpr int kMaxLinks = 2;
    for (int i = 0; i < kMaxLinks; ++i) {
      const std::size_t link = reading_.word_before(end, U"");
      if (!is_role(link, Role::links) || is_role(link, Role::month) || is_role(link, Role::cut_off)) break;
      end = reading_.skip_back(words()[link].begin, U" ,(");
    }
    for (std::size_t begin = end, walked = 0; walked < kLongestDate; --begin, ++walked) {
      const bool line_begins = begin == 0 || reading_.before(begin) == '\n';
      const bool starts = is_word(reading_.at(begin)) && !is_word(reading_.before(begin));
      const auto found = starts ? date_at(begin) : std::nullopt;
      if (!found || found->end < end - (reading_.before(end) == '.' ? 1 : 0) || is_piece(begin)) {
        if (line_begins) break;
        continue;
      }
      const std::size_t word = reading_.word_before(begin, U" ");
      const bool cut = is_role(word, Role::cut_off) && !is_role(word, Role::links);
      return cut || is_after_cut(word) ? std::nullopt : found;
    }
    return std::nullopt;
  }

  bool is_piece(std::size_t begin) const {
    const std::size_t left = reading_.skip_back(begin, U" ./-");
    return left > 0 && is_digit(reading_.before(left)) && begin - left <= 2;
  }

  // "bis zum 30.09.", "hasta el 31"
  bool is_after_cut(std::size_t word) const {
    if (word == Reading::kNone || word == 0 || !is_role(word, Role::links)) return false;
    return is_role(word - 1, Role::cut_off) && !is_role(word - 1, Role::links);
  }

  std::optional<DateRange> date_at(std::size_t begin) const {
    if (is_digit(reading_.at(begin))) {
      if (auto found = numeric_date(begin)) return found;
      return day_and_month(begin);
    }
    return is_letter(reading_.at(begin)) ? date_in_words(begin) : std::nullopt;
  }

  std::size_t digits_end(std::size_t unit) const {
    while (is_digit(reading_.at(unit))) ++unit;
    return unit;
  }

  std::optional<DateRange> numeric_date(std::size_t begin) const {
    std::vector<DigitGroup> groups;
    constexpr std::size_t kMaxGroups = 3;
    std::size_t i = begin;
    while (groups.size() < kMaxGroups) {
      const std::size_t end = digits_end(i);
      groups.push_back({i, end});
      const std::size_t next = skip_separator(end);
      if (next == end || !is_digit(reading_.at(next))) break;
      i = next;
    }
    if (groups.size() == 3 && date_length(reading_.units(), groups, 0) == 3)
      return DateRange{begin, groups[2].end};
    return day_and_month_number(groups);
  }

  std::size_t skip_separator(std::size_t unit) const {
    std::size_t end = unit;
    if (reading_.at(end) == '.' || reading_.at(end) == '/' || reading_.at(end) == '-') ++end;
    while (end < unit + kMaxSeparators && (reading_.at(end) == ' ')) ++end;
    return end;
  }

  // "12. 3.", "14/09"
  std::optional<DateRange> day_and_month_number(std::span<const DigitGroup> groups) const {
    if (groups.size() < 2) return std::nullopt;
    const int a = value_of(reading_.units(), groups[0]), b = value_of(reading_.units(), groups[1]);
    const bool fits = (a >= 1 && a <= 31 && b >= 1 && b <= 12) || (a >= 1 && a <= 12 && b >= 1 && b <= 31);
    if (!fits || groups[0].size() > 2 || groups[1].size() > 2) return std::nullopt;
    const char32_t joint = reading_.at(groups[0].end);
    if (joint != '.' && joint != '/') return std::nullopt;
    if (joint == '.' && reading_.at(groups[1].end) != '.') return std::nullopt;
    const std::size_t last = groups.size() == 3 ? groups[2].end : groups[1].end;
    return groups.size() == 3 && groups[2].size() > 4 ? std::nullopt
                                                      : std::optional(DateRange{groups[0].begin, last});
  }

  // "4 November 2016", "4th of November", "4. marca 2015", "4 de noviembre de 2016"
  std::optional<DateRange> day_and_month(std::size_t begin) const {
    const std::size_t day_end = digits_end(begin);
    if (day_end - begin > 2) return std::nullopt;
    std::size_t word = reading_.word_after(day_end, U" .-/");
    for (int skipped = 0; skipped < 3 && word != Reading::kNone && !is_role(word, Role::month); ++skipped) {
      if (!is_role(word, Role::links) && !is_role(word, Role::number_word)) return std::nullopt;
      word = reading_.word_after(words()[word].end, U" .");
    }
    if (word == Reading::kNone || !is_role(word, Role::month)) return std::nullopt;
    return DateRange{begin, year_end(word)};
  }

  // "November 4, 2016", "the fourth of November", "vierten März neunzehnhundertachtzig"
  std::optional<DateRange> date_in_words(std::size_t begin) const {
    const std::size_t first = reading_.word_from(begin);
    if (first >= words().size() || words()[first].begin != begin) return std::nullopt;
    if (is_role(first, Role::month)) {
      const std::size_t day = reading_.skip(words()[first].end, U" .");
      const std::size_t end = digits_end(day);
      if (end == day)
        return is_number_word(day) ? std::optional(DateRange{begin, year_end(first)}) : std::nullopt;
      if (end - day > 2) return std::nullopt;
      return DateRange{begin, year_digits_end(end)};
    }
    if (!is_role(first, Role::number_word)) return std::nullopt;
    std::size_t word = first;
    constexpr std::size_t kMost = 4;
    for (std::size_t i = 0; i < kMost && word != Reading::kNone; ++i) {
      word = reading_.word_after(words()[word].end, U" -.");
      if (word == Reading::kNone) break;
      if (is_role(word, Role::month)) return DateRange{begin, year_end(word)};
      if (!is_role(word, Role::links) && !is_role(word, Role::number_word) && words()[word].size() > 1) break;
    }
    return std::nullopt;
  }

  bool is_number_word(std::size_t unit) const {
    const std::size_t word = reading_.word_after(unit, U" ");
    return word != Reading::kNone && is_role(word, Role::number_word);
  }

  // After "th" or ", ": four digits, or two.
  std::size_t year_digits_end(std::size_t unit) const {
    const std::size_t suffix = reading_.word_after(unit, U"");
    if (suffix != Reading::kNone && is_role(suffix, Role::number_word)) unit = words()[suffix].end;
    const std::size_t year = reading_.skip(unit, U" ,.'-/");
    const std::size_t end = digits_end(year);
    return year > unit && (end - year == 4 || (end - year == 2 && reading_.before(year) == '\'')) ? end
                                                                                                  : unit;
  }

  // After the month: "2016", "de 2016", "nineteen eighty-seven".
  std::size_t year_end(std::size_t month) const {
    std::size_t unit = words()[month].end;
    std::size_t end = year_digits_end(unit);
    if (end > unit) return end;
    std::size_t word = reading_.word_after(unit, U" ,.");
    if (word != Reading::kNone && is_role(word, Role::links)) {
      end = year_digits_end(words()[word].end);
      if (end > words()[word].end) return end;
      word = reading_.word_after(words()[word].end, U" ");
    }
    constexpr std::size_t kMaxYearWords = 6;
    for (std::size_t i = 0; i < kMaxYearWords && word != Reading::kNone; ++i) {
      const bool joins = is_role(word, Role::links) && i > 0;
      if (!is_role(word, Role::number_word) && !joins) break;
      if (!joins) unit = words()[word].end;
      word = reading_.word_after(words()[word].end, U" -");
    }
    return unit;
  }

  const Reading& reading_;
  std::vector<Finding>& findings_;
  std::size_t floor_ = 0;
};

}  // namespace

void find_birth_dates(const Reading& reading, std::vector<Finding>& findings) {
  BirthSearch(reading, findings).search();
}

}  // namespace callside
