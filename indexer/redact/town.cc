#include "indexer/redact/town.h"

namespace callside {
namespace {

constexpr std::size_t kMaxTownWords = 5;

bool is_capital_letter(char32_t c) { return c >= 'A' && c <= 'Z'; }

class TownReader {
 public:
  explicit TownReader(const Reading& reading) : reading_(reading) {}

  std::size_t end_after(std::size_t end) const {
    const std::size_t begin = skip_between(end);
    // "4º izda., 99120 Peñarrubia"; a full stop and a blank end the sentence.
    if (begin == end || (reading_.at(end) == '.' && reading_.at(end + 1) != ',')) return end;
    if (const std::size_t code = postal_code_end(begin); code > begin) {
      const std::size_t first = reading_.skip(code, U" ,");
      const std::size_t town = words_end(first, true);
      return town > first ? town : end;
    }
    const std::size_t town = words_end(begin, false);
    if (town == begin || word(reading_.word_from(begin)).is(Role::month)) return end;
    const std::size_t following = skip_between(town);
    if (const std::size_t code = british_code_end(following); code > following) return code;
    if (const std::size_t code = state_end(following); code > following) return code;
    if (const std::size_t code = postal_code_end(following); code > following) return code;
    // "12 Mill Lane, Otterford": only after a comma or the end of a line.
    const bool apart = has_break(end, begin);
    return apart && is_name_of_town(begin, town) ? town : end;
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  bool has_break(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (reading_.at(i) == ',' || reading_.at(i) == '\n') return true;
    }
    return false;
  }

  std::size_t skip_between(std::size_t end) const {
    constexpr std::size_t kMost = 4;
    std::size_t unit = end, lines = 0;
    while (unit < end + kMost && unit < reading_.units().size()) {
      const char32_t c = reading_.at(unit);
      if (c == '\n' && ++lines > 1) break;
      if (c != ' ' && c != ',' && c != '\n' && c != '-' && c != '/' && c != '(' && c != '.') break;
      ++unit;
    }
    return unit;
  }

  // "10115", "D-10115", "SI-1000", "99 998"
  std::size_t postal_code_end(std::size_t begin) const {
    std::size_t unit = begin;
    if (is_capital_letter(reading_.at(unit))) {
      std::size_t letters = unit;
      while (is_capital_letter(reading_.at(letters)) && letters < unit + 3) ++letters;
      if (reading_.at(letters) != '-') return begin;
      unit = letters + 1;
    }
    std::size_t end = unit;
    while (is_digit(reading_.at(end))) ++end;
    const bool fits = end - unit == 4 || end - unit == 5;
    return fits && !is_word(reading_.at(end)) ? end : begin;
  }

  // "QX4 7ZZ", "SW1A 1AA"
  std::size_t british_code_end(std::size_t begin) const {
    std::size_t unit = begin;
    while (is_ascii_letter(reading_.at(unit)) && unit < begin + 2) ++unit;
    if (unit == begin || !is_digit(reading_.at(unit))) return begin;
    ++unit;
    if (is_digit(reading_.at(unit)) || (is_ascii_letter(reading_.at(unit)) && reading_.at(unit + 1) == ' '))
      ++unit;
    if (reading_.at(unit) == ' ') ++unit;
    const bool fits = is_digit(reading_.at(unit)) && is_ascii_letter(reading_.at(unit + 1)) &&
                      is_ascii_letter(reading_.at(unit + 2)) && !is_word(reading_.at(unit + 3));
    return fits ? unit + 3 : begin;
  }

  // "OH 45999", "OH"
  std::size_t state_end(std::size_t begin) const {
    if (!is_capital_letter(reading_.at(begin)) || !is_capital_letter(reading_.at(begin + 1)) ||
        is_word(reading_.at(begin + 2)))
      return begin;
    const std::size_t digits = reading_.skip(begin + 2, U" ");
    const std::size_t end = postal_code_end(digits);
    return end > digits ? end : begin + 2;
  }

  // Returns the end of the name of a town: words with capitals and particles between them; in lower case only
  // after a postal code.
  std::size_t words_end(std::size_t begin, bool after_code) const {
    std::size_t next = reading_.word_after(begin, U"");
    std::size_t end = begin;
    for (std::size_t i = 0; i < kMaxTownWords && next != Reading::kNone; ++i) {
      const CueWord& here = word(next);
      if (british_code_end(here.begin) > here.begin) break;
      if (!after_code && end > begin && state_end(here.begin) > here.begin) break;
      const bool name = here.capital || (after_code && i == 0 && !here.is(Role::ordinary));
      if (!name && !here.is(Role::particle)) break;
      if (!name && i == 0) break;
      if (name) end = here.end;
      next = reading_.word_after(here.end, U" -'\u2019./");
      if (next != Reading::kNone && has_full_stop(here.end, word(next).begin) && here.size() > 3) break;
    }
    return end;
  }

  bool has_full_stop(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (reading_.at(i) == '.') return true;
    }
    return false;
  }

  bool is_name_of_town(std::size_t begin, std::size_t end) const {
    const std::size_t first = reading_.word_from(begin);
    return first < reading_.words().size() && word(first).end <= end && word(first).capital &&
           word(first).size() > 2 && !word(first).is(Role::ordinary);
  }

  const Reading& reading_;
};

}  // namespace

std::size_t town_end(const Reading& reading, std::size_t end) { return TownReader(reading).end_after(end); }

bool has_postal_town(const Reading& reading, std::size_t end) {
  const std::size_t last = town_end(reading, end);
  for (std::size_t i = end; i < last; ++i) {
    if (is_digit(reading.at(i))) return true;
  }
  return false;
}

}  // namespace callside
